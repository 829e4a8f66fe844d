"""The inbox: what the public writes to the accounts, read apart from sending, each account by itself."""

"""The channels: how each account is, what it may still do, and stopping one at once."""

"""The inbox: what the public writes, answered in the language it was written in."""

"""The first schema's tables of the staff's rooms, a room a file."""

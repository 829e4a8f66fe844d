"""Sending: from what may go out to what the public sees, one small step at a time, each kept before the next."""

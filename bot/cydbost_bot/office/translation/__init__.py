"""The translators' room: what is owed, writing it, files sent out and brought back, and links for people outside."""

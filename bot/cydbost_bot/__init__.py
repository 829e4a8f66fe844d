"""Cydbost: the bot layer."""

"""Cydbost: the queue layer."""

"""Threads as a platform for Cydbost: one account is one Threads profile."""

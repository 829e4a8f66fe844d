"""Approving: what waits for the visitor's word, one by one or several at once, and sending back."""

"""Reaching people: what a notice says, by which way it goes, and the thread that brings it."""

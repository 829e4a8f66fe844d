"""Mastodon, and every server that speaks its API."""

from cydbost_connectors.mastodon.offer import PLATFORM

__all__ = ["PLATFORM"]

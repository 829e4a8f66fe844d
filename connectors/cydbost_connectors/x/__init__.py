"""X, through tweepy: posts, replies, mentions and their pictures, by X's second API."""

from cydbost_connectors.x.account_form import XPlatform

PLATFORM = XPlatform()

__all__ = ["PLATFORM", "XPlatform"]

"""Facebook Pages: one account is one Page. ``PLATFORM`` tells of it without loading any library."""

from cydbost_connectors.facebook.page_platform import PLATFORM, FacebookPlatform

__all__ = ["PLATFORM", "FacebookPlatform"]

"""Pictures: read once they are known to be what was approved, and named as Bluesky names them, by their content."""

import base64
from typing import Final

#: A content identifier of version 1, of raw bytes, by SHA-256 of 32 bytes.
_CID_PREFIX: Final = b"\x01\x55\x12\x20"


def content_id(sha256: str) -> str:
    """Return the identifier that Bluesky gives to content of this SHA-256 (hexadecimal)."""
    return "b" + base64.b32encode(_CID_PREFIX + bytes.fromhex(sha256)).decode().rstrip("=").lower()

"""Facebook's ids, told apart without its library."""

import re
from typing import Final

_ID: Final = re.compile(r"[0-9]{1,25}_[0-9]{1,25}")


def is_id(remote_id: str) -> bool:
    """Tell whether this can be the id of a post or a comment: two numbers."""
    return _ID.fullmatch(remote_id) is not None


def is_post(remote_id: str, page_id: str) -> bool:
    """Tell a post's id from a comment's: a post's begins with its Page's number, a comment's with its post's."""
    return is_id(remote_id) and remote_id.startswith(f"{page_id}_")

"""The ids that the queue is given: ``post-7``, ``reply-8`` for a comment of ours, ``comment-9`` for the public's."""

from typing import Final

from cydbost_connectors.noticeboard.remote_ids import number_of, remote_id

POST: Final = "post"
REPLY: Final = "reply"
COMMENT: Final = "comment"

__all__ = ["COMMENT", "POST", "REPLY", "number_of", "remote_id"]

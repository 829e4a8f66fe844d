"""Every page and act of the inbox; what has an address of its own comes before the comments."""

from cydbost_bot.office.inbox import (
    answer_page,
    approval_acts,
    comment_page,
    list_page,
    moderation_page,
    saved_replies_page,
    work_acts,
)
from cydbost_bot.office.inbox.here import room

#: The modules whose pages the room has, in the order in which addresses are looked up.
PARTS = (saved_replies_page, list_page, comment_page, answer_page, moderation_page, work_acts, approval_acts)

__all__ = ["PARTS", "room"]

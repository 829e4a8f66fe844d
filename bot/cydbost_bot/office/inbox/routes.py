"""Every page and act of the inbox."""

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

#: The modules whose pages the room has.
PARTS = (list_page, saved_replies_page, comment_page, answer_page, moderation_page, work_acts, approval_acts)

# What has an address of its own is looked for before a comment of that name.
room.routes.sort(key=lambda route: "{ref}" in route.path)

__all__ = ["PARTS", "room"]

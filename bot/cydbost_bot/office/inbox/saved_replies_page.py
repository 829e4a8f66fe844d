"""The saved replies, both languages side by side."""

from starlette.responses import Response

from cydbost_bot.library import LibraryRefused, load_saved_replies
from cydbost_bot.office.inbox.here import room
from cydbost_bot.office.visit import Visit
from cydbost_bot.sentences_library import fault_line
from cydbost_queue.policy import Right


@room.page("/inbox/replies", right=Right.READ)
def show_saved(visit: Visit) -> Response:
    """Show every saved reply; they are changed in their file."""
    try:
        replies, faults = load_saved_replies(visit.settings.replies.file), []
    except LibraryRefused as refused:
        replies, faults = {}, [fault_line(fault) for fault in refused.faults]
    return visit.show(
        "inbox/saved_replies.html", replies=list(replies.values()), faults=faults, file=visit.settings.replies.file
    )

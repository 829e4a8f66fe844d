"""The officer's room; its pages are in ``dashboard``, ``lists``, ``dossiers`` and ``record``."""

from cydbost_bot.office.officer import dashboard, dossiers, lists, record
from cydbost_bot.office.room import Room
from cydbost_bot.office.words import N_
from cydbost_queue.policy import Right, Role

room = Room(
    "officer",
    title=N_("Welsh language officer"),
    home="/officer",
    right=Right.READ,
    order=80,
    daily_for=[Role.LANGUAGE_OFFICER],
)

room.page("/officer", right=Right.READ)(dashboard.show)
room.page("/officer/pairs", right=Right.READ)(lists.pairs)
room.page("/officer/answers", right=Right.READ)(lists.answers)
room.page("/officer/exceptions", right=Right.READ)(lists.exceptions)
room.page("/officer/accepted", right=Right.READ)(lists.accepted)
room.page("/officer/postings/{ref}", right=Right.READ, example={"ref": "P1"})(dossiers.show)
room.page("/officer/record", right=Right.READ)(record.search)

"""A house whose public has written: one live posting, and comments on it in Welsh, in English and in both."""

from dataclasses import replace
from datetime import timedelta

from cydbost_connectors import Capabilities, Connector
from office.office_rig import House
from publishing.faults import FaultyConnector

MINUTE = timedelta(minutes=1)
WELSH = "Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?"
ENGLISH = "When will the library in Rhuthun open again please?"
MIXED = "Pryd fydd y llyfrgell yn ailagor? I need to return my books before the end of the week."
RUDE = "You are all fucking useless and nobody answers the phone in that office."
WELSH_ANSWER = "Bydd y llyfrgell yn ailagor am 9.30yb ddydd Mawrth. Diolch am ofyn."
ENGLISH_ANSWER = "The library will open again at 9.30am on Tuesday. Thank you for asking."


def with_comments(house: House, *texts: str) -> House:
    """Publish a posting and let the public write ``texts`` under it, a minute between them: C1, C2 and so on."""
    council = house.council
    council.scheduled()
    council.run_to(timedelta(hours=1))
    notice = council.live()[0].number
    for number, text in enumerate(texts or (WELSH, ENGLISH, MIXED, RUDE)):
        council.board.add_comment(notice, text=text, author=f"Preswylydd {number % 2}")
        council.clock.advance(MINUTE)
    council.worker().tick()
    return house


class Moderating(FaultyConnector):
    """The noticeboard as a platform that moderates: what it was asked for, and what went out in private."""

    def __init__(self, real: Connector) -> None:
        super().__init__(real)
        self.asked: list[str] = []
        self.sent: list[str] = []

    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, moderates=True)

    def hide(self, comment_id: str, *, hidden: bool) -> None:
        self._call("hide", lambda: self.asked.append(f"hide {comment_id} {hidden}"))

    def remove(self, comment_id: str) -> None:
        self._call("remove", lambda: self.asked.append(f"remove {comment_id}"))

    def reply_privately(self, comment_id: str, text: str) -> None:
        self._call("reply_privately", lambda: self.sent.append(f"{comment_id}: {text}"))

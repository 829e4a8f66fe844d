"""The notifier: brings each notice to each person, beside the worker and never in its way."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Thread

from cydbost_bot.logs import log_event
from cydbost_bot.notify.reach import addresses, notice_language
from cydbost_bot.notify.sending import Message, Sent, send
from cydbost_bot.notify.wording import notice_message
from cydbost_bot.settings_model import Settings
from cydbost_bot.settings_secret import Place
from cydbost_queue.desk import Desk
from cydbost_queue.errors import StoreFailed
from cydbost_queue.queries.notices import notices_waiting
from cydbost_queue.telling.attempts import NoticeClaim, claim_notice, notice_not_taken, notice_sent
from cydbost_queue.telling.handing_out import hand_out_next

log = logging.getLogger(__name__)

#: Notices under way at once: a service that makes one of them wait holds up no other.
LANES = 4

Send = Callable[[Place, Message], Sent]


@dataclass(slots=True)
class Notifier:
    """Brings what is owed. Safe to kill, and safe to run twice: each notice is claimed by one."""

    desk: Desk
    settings: Settings
    name: str = "notifier"
    lanes: int = LANES
    send: Send = send
    stop: Event = field(default_factory=Event)  #: once set, no further notice is begun

    def round(self) -> int:
        """Bring everything that is due now; return how many attempts were made.

        Raises:
            StoreFailed: the database cannot serve; nothing is half done.
        """
        if not notices_waiting(self.desk):
            return 0
        while hand_out_next(self.desk):
            pass
        lanes = min(self.lanes, notices_waiting(self.desk))
        if lanes <= 1:
            return self._lane()
        with ThreadPoolExecutor(lanes, thread_name_prefix="notice") as pool:
            return sum(pool.map(lambda _number: self._lane(), range(lanes)))

    def run(self, stop: Event, *, pause: float = 1.0) -> None:
        """Bring what is due until ``stop`` is set, ``pause`` seconds apart. A database that fails is tried again."""
        self.stop = stop
        while not stop.is_set():
            try:
                self.round()
            except StoreFailed as error:
                log.error("the database cannot serve the notices: %s", error.code)  # noqa: TRY400 - the code says it all
            except Exception:
                log.exception("a round of notices failed; the next one goes on")
            stop.wait(pause)

    def can_reach_all(self) -> bool:
        """Tell whether every address can be read here: a person's own shell may lack those of the service."""
        return all(place.missing() is None for place in addresses(self.settings).values())

    def _lane(self) -> int:
        attempts = 0
        while not self.stop.is_set():
            while hand_out_next(self.desk):
                pass
            claim = claim_notice(self.desk, self.name)
            if claim is None:
                return attempts
            self._bring(claim)
            attempts += 1
        return attempts

    def _bring(self, claim: NoticeClaim) -> None:
        place = addresses(self.settings).get((claim.person, claim.way))
        message = notice_message(claim, notice_language(self.settings, claim.person))
        outcome = self.send(place, message) if place else Sent.NO_ADDRESS
        if outcome is Sent.TAKEN:
            notice_sent(self.desk, claim)
        else:
            notice_not_taken(self.desk, claim, outcome.value, unclear=outcome.is_unclear)
        log_event(
            "notice",
            reference=claim.reference,
            code=claim.notice.code,
            subject=claim.notice.subject,
            person=claim.person,
            way=claim.way,
            outcome=outcome.value,
        )


class NotifierThread:
    """A notifier beside a worker. It ends with the worker, after the notice that is under way."""

    def __init__(self, notifier: Notifier, stop: Event, *, pause: float) -> None:
        """``pause`` is in seconds, between one look and the next."""
        self._stop = stop
        self._thread = Thread(target=notifier.run, args=(stop,), kwargs={"pause": pause}, name="notifier")

    def __enter__(self) -> "NotifierThread":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()  # also where a fault ended what it stood beside
        self._thread.join()

"""One lane for each platform: a platform that takes its time holds up nobody but itself.

Where all channels are on one platform there is one lane, in the worker's own thread. Else each platform's lane has a
thread, begun when something is due for it, that ends when nothing is.
"""

from collections.abc import Callable
from threading import Lock, Thread
from typing import Final

from sqlmodel import select

from cydbost_queue.desk import Desk
from cydbost_queue.sending.claims import due_platforms
from cydbost_queue.sending.sender import Sender
from cydbost_queue.tables import Channel, Lane

#: Seconds between two looks at whether a lane that is waited for has ended.
_LOOK: Final = 0.5


class Lanes:
    """The lanes of one worker."""

    def __init__(self, desk: Desk, make: Callable[[str | None], Sender], *, emergencies: bool = False) -> None:
        """``make`` makes the sender of a lane, ``None`` of the only one; with ``emergencies`` nothing else is sent."""
        self._desk, self._make, self._emergencies = desk, make, emergencies
        self._senders: dict[str | None, Sender] = {}
        self._threads: dict[str, Thread] = {}
        self._lock = Lock()
        self._sent = 0
        self._fault: Exception | None = None

    def is_one(self) -> bool:
        """Tell whether everything goes to one platform."""
        with self._desk.store.reading() as session:
            return len(session.exec(select(Channel.platform).distinct().limit(2)).all()) < 2

    def send_some(self) -> int:
        """Send the most urgent of all there is, in this thread; return how many batches."""
        return self._send_some(self._sender(None))

    def begin(self) -> None:
        """Begin the lanes for which something is due and that rest.

        Raises:
            Exception: what ended a lane since this was last called.
        """
        fault, self._fault = self._fault, None
        if fault is not None:
            raise fault
        lane = Lane.EMERGENCY if self._emergencies else None
        for platform in [one for one in due_platforms(self._desk, lane) if not self._is_busy(one)]:
            self._threads[platform] = Thread(target=self._run, args=(platform,), name=f"lane-{platform}")
            self._threads[platform].start()

    @property
    def are_busy(self) -> bool:
        """Whether any lane still sends."""
        return any(thread.is_alive() for thread in self._threads.values())

    def finish(self) -> int:
        """Wait until every lane has ended; return how many batches were sent since this was last called."""
        for thread in self._threads.values():
            while thread.is_alive():
                thread.join(_LOOK)
        with self._lock:
            sent, self._sent = self._sent, 0
        return sent

    def _is_busy(self, platform: str) -> bool:
        thread = self._threads.get(platform)
        return thread is not None and thread.is_alive()

    def _run(self, platform: str) -> None:
        sender = self._sender(platform)
        try:
            has_sent = False
            while sent := self._send_some(sender):
                has_sent = True
                with self._lock:
                    self._sent += sent
            if has_sent:
                with self._desk.store.writing(tell=True):
                    pass  # what follows on what was sent is somebody else's to begin
        except Exception as error:  # noqa: BLE001 - told to the worker, which begins the lane again after a rest
            self._fault = error

    def _send_some(self, sender: Sender) -> int:
        return sender.send_emergencies() if self._emergencies else sender.send_some()

    def _sender(self, platform: str | None) -> Sender:
        if platform not in self._senders:
            self._senders[platform] = self._make(platform)
        return self._senders[platform]

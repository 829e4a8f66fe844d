"""Running until told to stop: a signal ends the program after the step that is under way."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from cydbost_bot.logs import log_event
from cydbost_queue.worker import Worker


@contextmanager
def stopped_by_signals() -> Iterator[Event]:
    """Give an event that SIGTERM and SIGINT set; a second one is only noted. Handlers are put back at the end."""
    stop = Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def log_step(step: str, key: str) -> None:
    """Log one step of the worker; a key is ours and holds nobody's words."""
    log_event("step", step=step, key=key)


class WorkerThread:
    """A worker beside a server. A fault that ends it must end the server too: nobody would see that nothing is sent."""

    def __init__(
        self, worker: Worker, stop: Event, *, pause: float, on_end: Callable[[], None], emergencies: bool = False
    ) -> None:
        """``pause`` is in seconds, between one look at the queue and the next; ``on_end`` is called when it ends.

        With ``emergencies`` the worker does nothing else: no slow call for others can hold one up.
        """
        self._emergencies = emergencies
        self._worker, self._stop, self._pause, self._on_end = worker, stop, pause, on_end
        self.error: Exception | None = None
        self._thread = Thread(target=self._run, name="worker")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def finish(self) -> None:
        """Stop after the step that is under way, and wait for it.

        Raises:
            Exception: what ended the worker, if a fault did.
        """
        self._stop.set()
        self._thread.join()
        if self.error is not None:
            raise self.error

    def _run(self) -> None:
        try:
            if self._emergencies:
                self._worker.run_fast_lane(self._stop, pause=self._pause)
            else:
                self._worker.run(self._stop, pause=self._pause)
        except Exception as error:  # noqa: BLE001 - handed to the thread that waits, which tells it
            self.error = error
        finally:
            self._stop.set()
            self._on_end()

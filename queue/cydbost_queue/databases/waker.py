"""Waiting without asking all the time: a worker sleeps until its next task is due, or until somebody wakes it."""

from threading import Event
from typing import Protocol


class Waker(Protocol):
    """What one waiting worker listens to. It belongs to one thread."""

    def note(self) -> None:
        """Remember where the database stands: whatever a person does from now on wakes."""
        ...

    def wait(self, seconds: float, stop: Event) -> None:
        """Wait, at most ``seconds``, until something was done since ``note``, or ``stop`` is set."""
        ...

    @property
    def hears(self) -> bool:
        """Whether a change would be heard; if not, ask often."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...

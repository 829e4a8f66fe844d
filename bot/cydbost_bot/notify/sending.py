"""Sending one message by one way, within a time limit, and saying what became of it without ever naming an address."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from cydbost_bot.problem import Misuse
from cydbost_bot.settings_secret import Place

#: Seconds for one attempt, all of it: shorter than the lease under which it is made.
TIME_LIMIT: Final = 30.0

#: Python's ``-P`` keeps the working folder out of the way: a file there could be imported in a module's place.
_COMMAND: Final = (sys.executable, "-P", "-m", "cydbost_bot.notify.apprise_process")


class Sent(StrEnum):
    """What became of one attempt."""

    TAKEN = "taken"  #: the way took it
    NOT_TAKEN = "not_taken"  #: refused, or not reached
    NO_ADDRESS = "no_address"  #: the address is not there, or cannot be understood
    TIME_LIMIT = "time_limit"  #: no answer in time; it may have arrived
    STOPPED = "stopped"  #: the attempt broke off; it may have arrived

    @property
    def is_unclear(self) -> bool:
        """Tell whether it may have arrived although nobody said so."""
        return self in {Sent.TIME_LIMIT, Sent.STOPPED}


_BY_STATUS: Final = {0: Sent.TAKEN, 3: Sent.NOT_TAKEN, 4: Sent.NO_ADDRESS}


@dataclass(frozen=True, slots=True)
class Message:
    """What a person is to read."""

    title: str
    body: str


def send(place: Place, message: Message, *, limit: float = TIME_LIMIT) -> Sent:
    """Send ``message`` to the address kept at ``place``; ``limit`` is in seconds."""
    url = _revealed(place)
    if url is None:
        return Sent.NO_ADDRESS
    try:
        done = _run({"url": url, "title": message.title, "body": message.body, "limit": limit}, limit)
    except subprocess.TimeoutExpired:
        return Sent.TIME_LIMIT
    except OSError:
        return Sent.NOT_TAKEN  # no process could be begun, so nothing was sent
    return _BY_STATUS.get(done.returncode, Sent.STOPPED)


def look_at(places: Sequence[Place]) -> list[bool]:
    """Say of each place whether an address is there that Apprise understands; nothing is sent."""
    urls = [_revealed(place) for place in places]
    given = [url for url in urls if url is not None]
    understood = iter(_looked(given) if given else [])
    return [url is not None and next(understood, False) for url in urls]


def _looked(urls: list[str]) -> list[bool]:
    try:
        done = _run({"look": urls}, TIME_LIMIT)
        return [bool(one) for one in json.loads(done.stdout)]
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return []


def _revealed(place: Place) -> str | None:
    try:
        return place.reveal()
    except Misuse:
        return None


def _run(asked: Mapping[str, Any], limit: float) -> "subprocess.CompletedProcess[bytes]":
    # Through standard input: every user of the machine could read an argument.
    return subprocess.run(  # noqa: S603 - our own module; nothing that was given stands in the command
        _COMMAND,
        input=json.dumps(asked).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=limit,
        check=False,
        start_new_session=True,  # Ctrl-C stops the worker after this notice, not in the middle of it
    )

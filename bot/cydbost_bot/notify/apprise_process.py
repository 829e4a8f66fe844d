"""A process of its own that hands messages to Apprise: ``python -P -m cydbost_bot.notify.apprise_process``.

It reads one JSON object on standard input: ``url``, ``title``, ``body`` and ``limit`` (seconds) to send, or ``look``, a
list of addresses, to print which of them Apprise understands. It is a process so that it can be ended at the time
limit, wherever a service makes it wait, and so that what a service's library prints, the address perhaps, is lost.
"""

import json
import logging
import signal
import sys
from collections.abc import Mapping
from typing import Any, Final

from apprise import Apprise, AppriseAsset, NotifyFormat, PersistentStoreMode

TAKEN: Final = 0
NOT_TAKEN: Final = 3
NO_ADDRESS: Final = 4  #: Apprise does not understand the address


def main() -> int:
    """Do what standard input asks; return the exit status."""
    logging.disable(logging.CRITICAL)
    asked = json.load(sys.stdin)
    if "look" in asked:
        sys.stdout.write(json.dumps([_places(url) is not None for url in asked["look"]]))
        return TAKEN
    return _send(asked)


def _send(asked: Mapping[str, Any]) -> int:
    signal.setitimer(signal.ITIMER_REAL, asked["limit"])  # ends this process also when whoever began it is gone
    places = _places(asked["url"])
    if places is None:
        return NO_ADDRESS
    is_taken = places.notify(body=asked["body"], title=asked["title"], body_format=NotifyFormat.TEXT)
    return TAKEN if is_taken else NOT_TAKEN


def _places(url: str) -> Apprise | None:
    asset = AppriseAsset(
        app_id="Cydbost", app_desc="Cydbost", app_url="", async_mode=False, storage_mode=PersistentStoreMode.MEMORY
    )
    places = Apprise(asset=asset)
    return places if places.add(url) and len(places) else None


if __name__ == "__main__":
    sys.exit(main())

"""One real process that reads an account's comments over the loopback, judges and keeps them; it prints its CPU time.

usage: bench_inbox_reader.py DATABASE SERVER TOKEN
"""

import sys
import time
from datetime import timedelta
from threading import Event

from bench_council import START
from bench_inbox import WRITTEN
from cydbost_connectors import AccountSettings
from cydbost_connectors.mastodon.connector import MastodonConnector
from cydbost_connectors.vault import MemoryVault
from cydbost_language import detect
from cydbost_queue.clock import SettableClock
from cydbost_queue.desk import Desk
from cydbost_queue.inbox.listener import Listener
from cydbost_queue.store import open_store

ACCOUNT = "fediverse/cyngor"


def main(address: str, server: str, token: str) -> None:
    """Read all there is; say how much was kept, and in how many seconds of CPU."""
    clock = SettableClock(START + timedelta(days=30))
    plain, secrets = {"server": server}, {"token": token}
    settings = AccountSettings("cyngor", "cy,en", plain, secrets, clock.now, MemoryVault())
    connector = MastodonConnector(settings, server, token, patience=(10.0, 30.0))
    for text in WRITTEN:  # what the languages need is loaded once in a worker's life
        detect(text.format("?"))
    listener = Listener(Desk(open_store(address), clock), {ACCOUNT: connector}, "bench", timedelta(seconds=30))
    before = time.process_time()
    kept = listener.read_once(Event(), patience=300.0)
    print(kept, time.process_time() - before)


if __name__ == "__main__":
    main(*sys.argv[1:])

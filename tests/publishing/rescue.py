"""A council whose database is lost, and brought back from a backup while the platforms stay as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cydbost_queue.backup.making import make_backup
from cydbost_queue.backup.restoring import restore_backup
from cydbost_queue.desk import Desk
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.reconciling import open_queue, reconcile
from cydbost_queue.states import PostingState
from cydbost_queue.store import open_store
from publishing.conftest import ADMINISTRATOR, Council

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass
class Rescue:
    """A council, where its backup is, and how it is brought back."""

    council: Council
    file: Path
    new_address: Callable[[], str]

    def back_up(self) -> None:
        make_backup(self.council.desk.store, self.file, at=self.council.clock.now(), version="test")

    def lose_and_restore(self) -> Council:
        """Put the backup in the place of the queue's database; the platforms stay as they are."""
        self.council.desk.store.close()
        desk = Desk(open_store(self.new_address()), self.council.clock, self.council.desk.rules)
        restore_backup(desk, ADMINISTRATOR, self.file)
        self.council.desk = desk
        return self.council

    def ask_and_open(self, reason: str | None = None) -> None:
        reconcile(self.council.desk, ADMINISTRATOR, self.council.connectors)
        open_queue(self.council.desk, ADMINISTRATOR, reason=reason)

    def work(self, hours: int = 3) -> None:
        for _ in range(6 * hours):
            self.council.run_to(10 * MINUTE)


def state(council: Council, ref: str) -> PostingState:
    return show_posting(council.desk, ref).line.state

"""A noticeboard on a temporary file, with a clock that the test moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from cydbost_connectors import Connector
from cydbost_connectors.noticeboard import NoticeboardConnector, NoticeboardStore, reading
from cydbost_connectors.noticeboard.remote_ids import COMMENT, NOTICE, number_of, remote_id
from cydbost_connectors.noticeboard.tables import notice

BASE = "https://hysbysfwrdd.example"


@dataclass
class MovedClock:
    """Goes on by ``step`` at each look."""

    now: datetime = datetime(2026, 6, 3, 17, 30, tzinfo=UTC)
    step: timedelta = field(default_factory=lambda: timedelta(seconds=1))

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


@dataclass
class BoardDesk:
    """The noticeboard's other side: the public."""

    url: str
    clock: MovedClock
    store: NoticeboardStore
    language: str = "cy,en"

    def connector(self) -> Connector:
        return NoticeboardConnector(self.store, "council", language=self.language, base_url=BASE)

    def comment(self, remote: str, text: str) -> str:
        number = number_of(remote, NOTICE)
        assert number is not None
        return remote_id(COMMENT, self.store.add_comment(number, text=text).number)

    def visible(self) -> list[str]:
        with self.store.view() as connection:
            numbers = connection.scalars(select(notice.c.number).order_by(notice.c.number)).all()
            found = [reading.by_number(connection, number) for number in numbers]
            return [one.text for one in found if one and reading.standing_at(connection, one)]


@contextmanager
def open_board(folder: Path, *, busy_timeout: float = 30.0) -> Iterator[BoardDesk]:
    clock, url = MovedClock(), f"sqlite:///{folder / 'noticeboard.db'}"
    store = NoticeboardStore(url, clock=clock, busy_timeout=busy_timeout)
    yield BoardDesk(url, clock, store)
    store.close()

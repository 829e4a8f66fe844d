"""A board with notices in every layout, and the application over it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from fastapi.testclient import TestClient

from connectors.board_fixtures import BASE, BoardDesk, MovedClock, open_board
from connectors.connector_contract import Drawing
from cydbost_bot.web import CommentLimit, Council, create_noticeboard_app
from cydbost_connectors import Connector, Outgoing, Receipt

COUNCIL: Final = Council("Cyngor Bro Enghraifft", "Example Vale Council", "#14532d")
NASTY: Final = "<script>alert('x')</script> & \"dyfynbris\" <img src=x onerror=y>"


@dataclass(frozen=True)
class Town:
    """The council's side of a board with its public pages."""

    desk: BoardDesk
    folder: Path
    client: TestClient

    @property
    def connector(self) -> Connector:
        return self.desk.connector()

    @property
    def clock(self) -> MovedClock:
        return self.desk.clock

    def publish(self, pair: str, *, language: str = "cy", text: str = "Hysbysiad", **more: str | None) -> Receipt:
        return self.connector.publish(self.outgoing(pair, language=language, text=text, **more))

    def outgoing(self, pair: str, *, language: str, text: str, **more: str | None) -> Outgoing:
        made = datetime(2026, 6, 3, 17, 0, tzinfo=UTC)
        plain = Outgoing(key=f"{pair} {language}", language=language, text=text, created_at=made, pair=pair)
        return replace(plain, link=more.get("link"), reply_to=more.get("reply_to"))

    def publish_pair(self, pair: str, cy: str, en: str) -> tuple[Receipt, Receipt]:
        return self.publish(pair, text=cy), self.publish(pair, language="en", text=en)

    def publish_picture(self, pair: str, *, language: str, text: str, alt_text: str) -> tuple[Receipt, str]:
        media = Drawing(self.folder).media(alt_text=alt_text)
        sent = replace(self.outgoing(pair, language=language, text=text), media=(media,))
        return self.connector.publish(sent), media.sha256

    def page(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def send(self, path: str, **fields: str) -> tuple[int, str]:
        answer = self.client.post(path, data=fields, follow_redirects=False)
        return answer.status_code, answer.headers["location"] if answer.status_code == 303 else answer.text


@contextmanager
def open_town(folder: Path, *, count: int = 100, base_url: str | None = BASE) -> Iterator[Town]:
    with open_board(folder, busy_timeout=0.2) as desk:
        limit = CommentLimit(count=count, within=timedelta(minutes=10))
        app = create_noticeboard_app(desk.store, COUNCIL, comment_limit=limit, base_url=base_url)
        with TestClient(app, raise_server_exceptions=False) as client:
            yield Town(desk, folder, client)


def fill(town: Town) -> None:
    """Put a notice in every layout on the board, with comments and replies."""
    town.publish_pair("P-2026-0001", "Ailgylchu\n\nCasgliad ddydd Mawrth.", "Recycling\n\nCollection on Tuesday.")
    town.publish_picture("P-2026-0002", language="cy", text="Ffordd ar gau", alt_text="Arwydd ffordd ar gau")
    town.publish_picture("P-2026-0002", language="en", text="Road closed", alt_text="Road closed sign")
    town.publish("P-2026-0003", language="cy,en", text="Llyfrgell: oriau newydd\n---\nLibrary: new hours")
    welsh = town.publish("P-2026-0004", text="Ysgol ar gau")
    town.publish("P-2026-0004", language="en", text="School closed", reply_to=welsh.remote_id)
    remote = town.desk.comment("notice-1", f"Beth am y biniau bwyd? {NASTY}")
    town.publish("R-1", text="Ddydd Mawrth hefyd.", reply_to=remote)
    town.publish("P-2026-0005", language="en", text="Flood warning: leave the riverside now")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

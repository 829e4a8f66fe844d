"""The demo's stage: a folder with a council's configuration and databases, and a clock that can be moved."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import Final

from cydbost_bot.compose import create_desk, make_connectors, make_worker, open_noticeboard
from cydbost_bot.i18n import N_
from cydbost_bot.people import person
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.settings import load_settings
from cydbost_bot.settings_model import Settings
from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor
from cydbost_queue.worker import Worker

NOT_OURS = Wording(
    "demo_folder_used",
    N_("{folder} holds something other than a demo. Name another folder with --directory, or move it away."),
)

#: A Monday a week before the first of the example posts.
OPENING: Final = datetime(2026, 5, 25, 8, 0, tzinfo=UTC)
_MARK: Final = ".cydbost-demo"


class StoryClock:
    """The machine's clock, set to another day: it runs, so what is measured is real, and it can be moved on."""

    def __init__(self, start: datetime) -> None:
        """``start`` must carry a zone."""
        self.move_to(start)

    def now(self) -> datetime:
        """Return the story's present, in UTC."""
        return self._set_to + timedelta(seconds=monotonic() - self._set_at)

    def move_to(self, moment: datetime) -> None:
        """Go on from ``moment``."""
        self._set_to, self._set_at = moment.astimezone(UTC), monotonic()

    def advance(self, step: timedelta) -> None:
        """Leave ``step`` out."""
        self.move_to(self.now() + step)


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything the story is told with."""

    folder: Path
    settings: Settings
    clock: StoryClock
    desk: Desk
    board: NoticeboardStore
    worker: Worker
    people: Mapping[str, Actor]

    def close(self) -> None:
        """Let go of the databases; what was told stays in them."""
        self.desk.store.close()
        self.board.close()


def set_up(folder: Path) -> Stage:
    """Make the demo's folder anew and open its council.

    Raises:
        Misuse: the folder holds something that is not a demo.
    """
    _clear(folder)
    config = folder / "config.toml"
    config.write_text((files("cydbost_bot") / "demo" / "council.toml").read_text(encoding="utf-8"), encoding="utf-8")
    settings = load_settings(config)
    clock = StoryClock(OPENING)
    desk = create_desk(settings, clock=clock)
    return Stage(
        folder=folder,
        settings=settings,
        clock=clock,
        desk=desk,
        board=open_noticeboard(settings, clock),
        worker=make_worker(settings, desk, make_connectors(settings, clock)),
        people={name: person(settings, name) for name in settings.people},
    )


def _clear(folder: Path) -> None:
    if folder.exists():
        if not (folder / _MARK).exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Misuse(NOT_OURS(folder=folder))
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _MARK).touch()

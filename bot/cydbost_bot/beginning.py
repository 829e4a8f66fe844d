"""Beginning with Cydbost: a first configuration, and the databases it names. Nothing that is there is overwritten."""

import contextlib
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sqlalchemy.engine import make_url

from cydbost_bot.compose import create_desk, open_noticeboard
from cydbost_bot.people import system_user
from cydbost_bot.settings import USUAL_NAME, Settings, load_settings
from cydbost_bot.vault_key import make_key
from cydbost_queue.resealing import require_nothing_sealed
from cydbost_queue.store import Store


@dataclass(frozen=True, slots=True)
class Begun:
    """What there is now: the configuration, and those of its files that were made in this run."""

    config: Path
    made: tuple[Path, ...]


def begin(folder: Path) -> Begun:
    """Write ``config.toml`` in ``folder`` where there is none, and make its databases; repeating it changes nothing.

    Raises:
        SettingsError: the configuration that is there has mistakes.
        StoreError, ConnectorError: a database cannot be made; then nothing of this run is left behind.
        OSError: the folder or the file cannot be written.
    """
    return begin_with(folder / USUAL_NAME, write=True)


def begin_with(config: Path, *, write: bool = False) -> Begun:
    """Make the databases that ``config`` names; with ``write``, a missing configuration too. See ``begin``."""
    with _leaving_nothing_half_done() as made:
        if write and not config.exists():
            config.parent.mkdir(parents=True, exist_ok=True)
            made.append(config)
            with config.open("x", encoding="utf-8") as stream:
                stream.write(first_config(system_user()))
        settings = load_settings(config, with_secrets=False)
        made += [path for path in database_files(settings) if not path.exists()]
        desk = create_desk(settings)
        open_noticeboard(settings).close()
        with closing(desk.store) as store:
            made.extend(_missing_key(settings, store))
    return Begun(config, tuple(made))


def _missing_key(settings: Settings, store: Store) -> list[Path]:
    """Make the vault's key where the configuration names a file for it that is not there."""
    place = settings.database.vault_key
    if place is None or place.path is None or place.path.exists():
        return []
    require_nothing_sealed(store)
    make_key(place.path)
    return [place.path]


def first_config(user: str) -> str:
    """Return the first configuration, with the system's user in it."""
    text = (files("cydbost_bot") / "first_config.toml").read_text(encoding="utf-8")
    return text.replace("@USER@", json.dumps(user, ensure_ascii=False))  # a TOML key may be quoted as JSON is


def database_files(settings: Settings) -> list[Path]:
    """Return the SQLite files of the configuration; a PostgreSQL database has none."""
    urls = (make_url(settings.database.url), make_url(settings.noticeboard.url))
    names = [url.database for url in urls if url.get_backend_name() == "sqlite"]
    return [Path(name) for name in names if name and name != ":memory:"]


@contextmanager
def _leaving_nothing_half_done() -> Iterator[list[Path]]:
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in made:
            for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                with contextlib.suppress(OSError):
                    name.unlink()
        raise

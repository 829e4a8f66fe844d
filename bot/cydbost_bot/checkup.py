"""Everything Cydbost stands on, looked at one by one: the settings, the database, the platforms, the machine."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cydbost_bot.account_trial import try_channel
from cydbost_bot.beginning import database_files
from cydbost_bot.checkup_finding import Finding
from cydbost_bot.checkup_money import money_and_platforms
from cydbost_bot.checkup_people import people_reached
from cydbost_bot.checkup_vault import vault_kept
from cydbost_bot.compose import make_connectors, open_desk
from cydbost_bot.console import MISUSE
from cydbost_bot.i18n import _
from cydbost_bot.library import LibraryRefused
from cydbost_bot.people import find_actor
from cydbost_bot.problem import Misuse
from cydbost_bot.refusals import describe
from cydbost_bot.sentences import flaw_sentence
from cydbost_bot.settings import Settings, find_config, load_settings
from cydbost_bot.spelling import EXTRA, may_read, spellers_of
from cydbost_bot.wall_clock import LONDON, NotATime, find_zone
from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.clock_check import clock_differences, skew_of
from cydbost_queue.desk import Desk
from cydbost_queue.errors import QueueError
from cydbost_queue.queries.by_hand import hand_jobs
from cydbost_queue.queries.record import list_channels
from cydbost_queue.record.verify import verify
from cydbost_queue.tables import Mode

#: Bytes of free space below which a month's posts and their record may not fit.
SPACE_NEEDED: Final = 200_000_000
#: No machine's clock is right before this program was written.
EARLIEST: Final = datetime(2026, 1, 1, tzinfo=UTC)
#: What the layers below say no with.
TROUBLES: Final = (QueueError, ConnectorError, LibraryRefused, Misuse, OSError)


def check_up(config: Path | None, acting: str | None) -> Iterator[Finding]:
    """Yield one finding a thing, in the order in which one rests on another; what cannot be looked at is left out."""
    yield from _machine()
    settings = None
    try:
        settings = load_settings(config)
    except Misuse as error:
        yield Finding("settings", is_well=False, sentence=" ".join(error.sentences()))
    if settings is None:
        return
    found = find_config(config)
    said = (
        _("The configuration is right: {file}.").format(file=found) if found else _("No configuration: the defaults.")
    )
    yield Finding("settings", is_well=True, sentence=said)
    yield from _spelling(settings)
    yield _person(settings, acting)
    yield _space(settings)
    yield from _database(settings)


def look_over(settings: Settings, desk: Desk) -> Iterator[Finding]:
    """Yield what ``check_up`` does of a council at work, but for its record: to go through that takes minutes."""
    yield from _machine()
    yield from _spelling(settings)
    yield _space(settings)
    yield _writable(desk)
    yield from _standing(settings, desk)


def _machine() -> Iterator[Finding]:
    now = datetime.now(UTC)
    shown = now.isoformat(timespec="seconds")
    sane = _("The machine's clock says {time} (UTC).") if now >= EARLIEST else _("Set the clock: it says {time} (UTC).")
    yield Finding("clock", is_well=now >= EARLIEST, sentence=sane.format(time=shown))
    try:
        find_zone(LONDON)
        yield Finding("zone", is_well=True, sentence=_("The time zone data is there."))
    except NotATime as error:
        yield Finding("zone", is_well=False, sentence=str(error))
    yield _catalogue()


def _catalogue() -> Finding:
    """Say whether the Welsh was compiled: without it a Welsh reader would be shown English."""
    here = Path(__file__).parent
    parts = (("cydbost_bot", here / "locale"), ("cydbost_web", here / "web" / "locale"))
    missing = [name for name, folder in parts if not _compiled(name, folder)]
    if missing:
        sentence = _("The Welsh of {parts} is not installed. Install Cydbost again.").format(parts=", ".join(missing))
        return Finding("welsh", is_well=False, sentence=sentence)
    return Finding("welsh", is_well=True, sentence=_("The Welsh of every part is installed."))


def _compiled(name: str, folder: Path) -> bool:
    return (folder / "cy" / "LC_MESSAGES" / f"{name}.mo").is_file()


def _spelling(settings: Settings) -> Iterator[Finding]:
    """Say whether spelling can be hinted at, and how to have it; a council may do without."""
    if settings.spelling.cy is None and settings.spelling.en is None:
        sentence = _("No spelling is hinted at. To have hints, install {extra} and set [spelling] to a dictionary.")
        yield Finding("spelling", is_well=True, sentence=sentence.format(extra=EXTRA))
    elif not may_read():
        sentence = _("The spelling dictionaries under [spelling] need a reader. Install {extra}.")
        yield Finding("spelling", is_well=False, sentence=sentence.format(extra=EXTRA))
    for speller in spellers_of(settings.spelling).values():
        is_well = speller.is_readable()
        sentence = (
            _("The spelling dictionary {file} can be read.")
            if is_well
            else _("The spelling dictionary {file} cannot be read. Name a .dic file that has its .aff beside it.")
        )
        yield Finding("spelling", is_well=is_well, sentence=sentence.format(file=speller.file))


def _person(settings: Settings, acting: str | None) -> Finding:
    try:
        actor = find_actor(settings, acting)
    except Misuse as error:
        return Finding("person", is_well=False, sentence=str(error))
    return Finding("person", is_well=True, sentence=_("You act as {name}.").format(name=actor.name))


def _space(settings: Settings) -> Finding:
    folders = {path.resolve().parent for path in database_files(settings)} or {Path.cwd()}
    free = min(shutil.disk_usage(_nearest(folder)).free for folder in folders)
    megabytes = f"{free // 1_000_000:,}"
    if free < SPACE_NEEDED:
        return Finding(
            "space", is_well=False, sentence=_("Make room on the disk: {free} MB free.").format(free=megabytes)
        )
    return Finding("space", is_well=True, sentence=_("There is room on the disk: {free} MB.").format(free=megabytes))


def _nearest(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        desk = open_desk(settings)
    except TROUBLES as error:
        yield _trouble("database", error)
        return
    with closing(desk.store):
        yield _writable(desk)
        yield from _record(desk)
        yield from _standing(settings, desk)


def _standing(settings: Settings, desk: Desk) -> Iterator[Finding]:
    """Look at what the queue needs besides its database: the vault, the platforms, the money, the people."""
    yield vault_kept(settings, desk.store)
    yield from _channels(settings, desk)
    yield from money_and_platforms(settings, desk)
    yield from people_reached(settings, desk)
    yield from _by_hand(desk)


def _writable(desk: Desk) -> Finding:
    try:
        with desk.store.writing():
            pass  # the right to write is taken and let go; nothing is changed
    except TROUBLES as error:
        return _trouble("database", error)
    return Finding("database", is_well=True, sentence=_("The database is there, of this version, and can be written."))


def _record(desk: Desk) -> Iterator[Finding]:
    try:
        found = verify(desk.store)
    except TROUBLES as error:
        yield _trouble("record", error)
        return
    if found.is_whole:
        yield Finding("record", is_well=True, sentence=_("The record is whole."))
    for flaw in found.flaws:
        yield Finding("record", is_well=False, sentence=flaw_sentence(flaw))


def _channels(settings: Settings, desk: Desk) -> Iterator[Finding]:
    try:
        connectors = make_connectors(settings, desk.clock)
    except TROUBLES as error:
        yield _trouble("channels", error)
        return
    stored = list_channels(desk)
    off = {account.name for channel in stored if channel.mode == Mode.OFF for account in channel.accounts}
    yield _skew(settings, desk, {name: one for name, one in connectors.items() if name not in off})
    declared = {channel.name for channel in settings.channels}
    for channel in stored:
        if channel.name not in declared:
            continue  # the record still speaks of it; nothing is sent there
        for test in try_channel(channel, connectors, desk.clock, settings.operations.token_warning):
            yield Finding("channels", is_well=test.is_well, sentence=test.line())


def _by_hand(desk: Desk) -> Iterator[Finding]:
    """Say what waits for somebody's hand, where something does."""
    jobs, now = hand_jobs(desk), desk.clock.now()
    if jobs:
        late = sum(job.due_at <= now for job in jobs)
        said = _("To be done by hand: {number}, of which late: {late}. See “cydbost manual list”.")
        yield Finding("by_hand", is_well=not late, sentence=said.format(number=len(jobs), late=late))


def _skew(settings: Settings, desk: Desk, connectors: Mapping[str, Connector]) -> Finding:
    """Say how far the queue's clock is from those that can be asked, by the rule that the worker goes by."""
    found = clock_differences(desk.clock, connectors)
    off = skew_of(found, settings.operations.clock_limit)
    if not found:
        return Finding("skew", is_well=True, sentence=_("There is no other clock to compare the queue's with."))
    said = ", ".join(f"{name} {seconds:+.1f} s" for name, seconds in found.items())
    if off is None:
        return Finding(
            "skew", is_well=True, sentence=_("The clock agrees with the others: {clocks}.").format(clocks=said)
        )
    sentence = _(
        "The clock is off, so no post whose time comes is let go: {clocks}. Have the machine set its clock from the "
        "network (“timedatectl set-ntp true”), then look again."
    )
    return Finding("skew", is_well=False, sentence=sentence.format(clocks=said))


def _trouble(name: str, error: Exception) -> Finding:
    lines, _status = describe(error) or ([str(error)], MISUSE)
    return Finding(name, is_well=False, sentence=" ".join(lines))

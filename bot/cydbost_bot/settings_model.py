"""The tree of settings: one class a section of ``config.toml``, with the defaults that run the demo."""

import re
import string
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, ClassVar, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from cydbost_bot.settings_duration import Duration, DurationOrNone
from cydbost_bot.settings_office import Office
from cydbost_bot.settings_operations import Operations
from cydbost_bot.settings_rota import Concerns, Ladder, Notice, NoticeLanguage, Rota, Way
from cydbost_bot.settings_secret import Secret
from cydbost_bot.settings_section import LanguageCode, Role, Section, Text
from cydbost_language.pair import Agreements, Severity

Layout = Literal["paired-accounts", "two-posts", "thread", "combined"]

_SQLITE: Final = "sqlite:///"
_AMOUNT: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")


def _beside_config(path: Path, info: ValidationInfo) -> Path:
    folder: Path = (info.context or {}).get("folder", Path())
    return folder / path.expanduser()


def _database_url(url: str, info: ValidationInfo) -> str:
    """Return ``url``; a relative SQLite file is looked for beside the configuration."""
    if not re.match(r"[a-z][a-z0-9+]*://", url):
        raise PydanticCustomError("database_url", "database_url")
    name = url.removeprefix(_SQLITE)
    if name == url or name in {"", ":memory:"} or name.startswith("/"):
        return url
    return f"{_SQLITE}{_beside_config(Path(name), info).resolve()}"


def _only_due(text: str) -> str:
    """Return ``text`` when ``{due}`` is in it, once or more, and no other gap."""
    if _gaps(text) != {"due"}:
        raise PydanticCustomError("due_gap", "due_gap")
    return text


def _only_address(text: str) -> str:
    """Return ``text`` when ``{address}`` is in it, once or more, and no other gap."""
    if _gaps(text) != {"address"}:
        raise PydanticCustomError("address_gap", "address_gap")
    return text


def _gaps(text: str) -> set[str]:
    try:
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def _named_account(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _as_written(value: object) -> object:
    """Return a number or ``true`` as the words that stand in the configuration."""
    return str(value).lower() if isinstance(value, (bool, int)) else value


def _as_amount(value: object) -> Decimal:
    """Return an amount of money, written in quotation marks (``"25.00"``) or as a whole number."""
    written = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not _AMOUNT.fullmatch(written):
        raise PydanticCustomError("amount", "amount")
    return Decimal(written)


PlainValue = Annotated[str, BeforeValidator(_as_written)]
BesideConfig = Annotated[Path, AfterValidator(_beside_config)]
AddressLine = Annotated[str, AfterValidator(_only_address)]
HoldingLine = Annotated[str, AfterValidator(_only_due)]


class Council(Section):
    """The body whose posts these are."""

    name_cy: Text = "Cyngor Enghraifft"
    name_en: Text = "Example Council"
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#00703c"


class Database(Section):
    """Where the queue and its record are kept: an SQLAlchemy address (SQLite or PostgreSQL)."""

    url: Annotated[str, AfterValidator(_database_url)] = "sqlite:///cydbost.db"
    password: Secret | None = None
    vault_key: Secret | None = None

    def address(self) -> str:
        """Return ``url`` with its password in it: for the driver alone, never to be shown.

        Raises:
            Misuse: the password cannot be read.
            StoreError: the address cannot be read.
        """
        if self.password is None:
            return self.url
        from cydbost_queue.engine import read_address  # noqa: PLC0415 - the database's library is slow to load

        return read_address(self.url).set(password=self.password.reveal()).render_as_string(hide_password=False)


class Exercise(Section):
    """Where an exercise keeps its record and its board: never where the council's own are."""

    database_url: Annotated[str, AfterValidator(_database_url)] = "sqlite:///exercise.db"
    noticeboard_url: Annotated[str, AfterValidator(_database_url)] = "sqlite:///exercise-noticeboard.db"


class Noticeboard(Section):
    """The council's own public notices, and the web server that shows them."""

    url: Annotated[str, AfterValidator(_database_url)] = "sqlite:///noticeboard.db"
    base_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+(/[^\s]*)?$")] = "http://127.0.0.1:8000"
    host: Text = "127.0.0.1"
    port: Annotated[StrictInt, Field(ge=1, le=65535)] = 8000
    comments_per_minute: Annotated[StrictInt, Field(ge=1, le=1000)] = 5


class CorrectionLine(Section):
    """The first line of a correction in each language, with ``{address}`` where what it corrects stands."""

    cy: AddressLine = "Cywiriad i'n neges gynharach: {address}"
    en: AddressLine = "Correction to our earlier message: {address}"


class Queue(Section):
    """The worker's times: see ``config.example.toml`` for what each one means."""

    late_grace: Duration = timedelta(hours=1)
    series_lead: Duration = timedelta(days=14)
    lease: Duration = timedelta(minutes=2)
    preflight: Duration = timedelta(minutes=15)
    check_links: StrictBool = False
    correction_line: CorrectionLine = CorrectionLine()
    tick_seconds: Annotated[float, Field(gt=0, le=3600)] = 5.0
    pair_window: Duration = timedelta(minutes=10)
    gap_target: Duration = timedelta(minutes=1)
    hand_window: Duration = timedelta(minutes=30)


class Conflicts(Section):
    """What is warned of beside other posts of the same account; ``0`` switches a number off, and ``"0s"`` a time."""

    repeat_within: DurationOrNone = timedelta(days=1)
    repeat_likeness: Annotated[StrictInt, Field(ge=50, le=100)] = 90
    near_time: DurationOrNone = timedelta(minutes=5)
    most_an_hour: Annotated[StrictInt, Field(ge=0, le=1000)] = 6
    most_a_day: Annotated[StrictInt, Field(ge=0, le=10_000)] = 20


class Account(Section):
    """One account on one platform, with its settings and the secrets that open it, by the platform's names for them."""

    name: Text
    settings: dict[str, PlainValue] = Field(default_factory=dict)
    credentials: dict[str, Secret] = Field(default_factory=dict)


NamedAccount = Annotated[Account, BeforeValidator(_named_account)]


class Accounts(Section):
    """The accounts of a channel: one a language, or one that carries both."""

    cy: NamedAccount | None = None
    en: NamedAccount | None = None
    both: NamedAccount | None = None


class Allowance(Section):
    """What each account of a channel may send in any stretch of time; the reserve is for emergencies alone."""

    posts: Annotated[StrictInt, Field(ge=1, le=1_000_000)]
    per: Duration
    reserve: Annotated[StrictInt, Field(ge=0, le=1_000_000)] = 0
    counts: Literal["posts", "writes"] = "posts"

    @model_validator(mode="after")
    def _reserve_fits(self) -> "Allowance":
        if self.reserve >= self.posts:
            raise PydanticCustomError("reserve_too_large", "reserve_too_large")
        return self


class Budget(Section):
    """What a channel may cost in a month, in the platform's own currency; emergencies may pass it."""

    monthly: Annotated[Decimal, BeforeValidator(_as_amount)]
    warn_at: Annotated[StrictInt, Field(ge=1, le=100)] = 80
    replies: Literal["sent", "held"] = "sent"


class Channel(Section):
    """A place a posting goes to: a pair of accounts, or one account that carries both languages."""

    name: Text
    platform: Text
    accounts: Accounts
    layout: Layout = "paired-accounts"
    on_half: Literal["withdraw", "hold"] | None = None  #: hold where people post by hand, otherwise withdraw
    on_edit: Literal["edit", "republish", "correction"] = "edit"
    on_half_edit: Literal["restore", "withdraw"] = "restore"
    acknowledge: StrictBool = False
    text_limit: Annotated[StrictInt, Field(ge=1, le=100_000)] | None = None  #: where a server has one of its own
    allowance: Allowance | None = None
    mode: Literal["full", "emergency-only", "off"] = "full"
    budget: Budget | None = None

    @model_validator(mode="after")
    def _accounts_fit_layout(self) -> "Channel":
        given = {language for language in ("cy", "en", "both") if getattr(self.accounts, language) is not None}
        if self.layout == "paired-accounts" and given != {"cy", "en"}:
            raise PydanticCustomError("accounts_pair", "accounts_pair")
        if self.layout != "paired-accounts" and given != {"both"}:
            raise PydanticCustomError("accounts_both", "accounts_both", {"layout": self.layout})
        return self


class Person(Section):
    """Someone who uses the system. ``languages`` are those they may approve in; both when left out.

    ``ways`` are tried in their order until one takes a notice.
    """

    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)] = ("cy", "en")
    ways: tuple[Way, ...] = ()
    notice_language: NoticeLanguage = "both"


class Wordings(Section):
    """One line in each language, with ``{due}`` where the time goes."""

    cy: HoldingLine = "Fersiwn Gymraeg i ddilyn erbyn {due}."
    en: HoldingLine = "Welsh version to follow by {due}."


_CATEGORIES: Final = {
    "flooding": 30,
    "fire": 30,
    "evacuation": 30,
    "missing-person": 30,
    "public-health": 30,
    "industrial-incident": 30,
    "severe-weather": 60,
    "road-closed": 60,
    "school-closed": 60,
    "utilities": 60,
    "other": 120,
}


class Emergency(Section):
    """The English-first exception: minutes to the Welsh deadline by category, and who is told when."""

    categories: dict[
        Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], Annotated[StrictInt, Field(ge=1, le=1440)]
    ] = Field(default_factory=lambda: dict(_CATEGORIES), min_length=1)
    holding_line: Wordings = Wordings()
    ladder: Ladder = Ladder()
    ladders: dict[str, Ladder] = Field(default_factory=dict)


class AgreedPair(Section):
    """Two words, links or names that stand for each other, one in each language."""

    cy: Text
    en: Text


AgreedPairs = tuple[AgreedPair, ...]


class Agreed(Section):
    """What the council has agreed may differ between the languages, and its own lists."""

    hashtags: AgreedPairs = ()
    mentions: AgreedPairs = ()
    domains: AgreedPairs = ()
    links: AgreedPairs = ()
    lines: AgreedPairs = ()
    names: AgreedPairs = ()
    terms: AgreedPairs = ()
    own_lines: tuple[Text, ...] = ()
    offensive: tuple[Text, ...] = ()
    harmless: tuple[Text, ...] = ()
    ask_first: tuple[Text, ...] = ()
    permitted: tuple[Text, ...] = ()

    def agreements(self) -> Agreements:
        """Return the same as the value the language layer takes."""

        def pairs(listed: AgreedPairs) -> tuple[tuple[str, str], ...]:
            return tuple((pair.cy, pair.en) for pair in listed)

        return Agreements(
            hashtags=pairs(self.hashtags),
            mentions=pairs(self.mentions),
            domains=pairs(self.domains),
            links=pairs(self.links),
            lines=pairs(self.lines),
            names=pairs(self.names),
            terms=pairs(self.terms),
            own_lines=self.own_lines,
            offensive=self.offensive,
            harmless=self.harmless,
            ask_first=self.ask_first,
            permitted=self.permitted,
        )


class Spelling(Section):
    """The spelling dictionary of each language, as Hunspell's ``.dic``; no spelling is hinted at without one."""

    cy: BesideConfig | None = None
    en: BesideConfig | None = None


class Templates(Section):
    """The emergency templates; those that come with Cydbost when ``directory`` is left out."""

    directory: BesideConfig | None = None


class Replies(Section):
    """The saved replies; those that come with Cydbost when ``file`` is left out."""

    file: BesideConfig | None = None
    stop_words: tuple[Text, ...] = ("stop", "stopiwch", "peidiwch")
    answer_within: Duration = timedelta(days=1)
    need_approval: StrictBool = False
    keep_preference: Duration = timedelta(days=365)
    concerns: Concerns = Concerns()


class Settings(Section):
    """Everything that can be set. Built by ``settings.load_settings``, not by hand."""

    is_exercise: ClassVar[bool] = False  #: see ``exercise``

    council: Council
    database: Database
    noticeboard: Noticeboard
    office: Office
    exercise: Exercise
    queue: Queue
    conflicts: Conflicts
    operations: Operations
    channels: tuple[Channel, ...]
    people: dict[str, Person]
    system_users: dict[str, str]
    rota: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")], Rota]
    emergency: Emergency
    agreements: Agreed
    checks: dict[str, Literal["block", "warn", "info", "off"]]
    spelling: Spelling
    templates: Templates
    replies: Replies
    notices: tuple[Notice, ...]

    def severities(self) -> dict[str, Severity | None]:
        """Return ``[checks]`` as the mapping the language layer takes."""
        return {name: None if value == "off" else Severity(value) for name, value in self.checks.items()}

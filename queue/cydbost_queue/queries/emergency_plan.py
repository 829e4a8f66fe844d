"""What an emergency would do, before it is sent: where it goes, what each language says there, and who is called."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_language import Finding, Language, Pair, Severity, Side, check_alone, check_pair
from cydbost_queue.agreed_pairs import rules_now
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.halt import halted
from cydbost_queue.lengths import counted, too_long
from cydbost_queue.lookup import accounts_of
from cydbost_queue.queries.channel_standing import channel_trouble
from cydbost_queue.rules import Rules
from cydbost_queue.sending.english_first import under_holding_line
from cydbost_queue.sending.modes import barred_posting
from cydbost_queue.sides import LANGUAGE_RULE, attachments_of
from cydbost_queue.tables import Carries, Channel, Layout, PostingKind
from cydbost_queue.telling.ladder import step_at


@dataclass(frozen=True, slots=True)
class PostPlan:
    """One post of one channel; ``over`` is by how much it is too long there."""

    account: str
    carries: Carries
    text: str
    over: int = 0


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """One channel: what will be said there, Welsh first, and what stands in the way of it."""

    name: str
    platform: str
    posts: tuple[PostPlan, ...]
    barred: str | None  #: the code of why it takes no emergency now: it is off
    stopped: tuple[str, ...]  #: its accounts that a person has stopped
    trouble: str | None  #: the code of why its platform does not take what was given it last


@dataclass(frozen=True, slots=True)
class CallPlan:
    """One step of the ladder: when, who is told, and which people that reaches as things stand."""

    percent: int
    at: datetime
    told: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmergencyPlan:
    """Everything an officer sees before sending."""

    findings: tuple[Finding, ...]
    channels: tuple[ChannelPlan, ...]
    is_stopped: bool  #: everything else is stopped; emergencies pass
    due: datetime | None = None
    calls: tuple[CallPlan, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What keeps it from being sent as it is."""
        return tuple(one for one in self.findings if one.severity is Severity.BLOCK)


def plan_pair(
    desk: Desk,
    contents: Mapping[Language, Content],
    channels: Collection[str],
    names: Collection[tuple[str, str]] = (),
) -> EmergencyPlan:
    """Return what a pair would do; ``names`` are (Welsh, English) names agreed for it alone."""
    pair = Pair(_side(contents[Language.CY]), _side(contents[Language.EN]))
    with desk.store.reading() as session:
        rules = rules_now(session, desk.rules)
        agreed = replace(rules.agreements, names=(*rules.agreements.names, *names))
        found = check_pair(pair, agreed, severities=rules.severities, spellers=rules.spellers)
        chosen = _chosen(session, channels)
        lengths = _lengths(rules, [(one.name, one.layout) for one in chosen], contents)
        planned = tuple(_plan(session, one, contents, rules) for one in chosen)
        return EmergencyPlan((*found, *lengths), planned, halted(session) is not None)


def plan_english(desk: Desk, english: Content, category: str, channels: Collection[str]) -> EmergencyPlan:
    """Return what the exception would do now: the English under its Welsh line, when the Welsh is due, who is called.

    Raises:
        Refused: there is no such category.
    """
    rules, now = desk.rules, desk.clock.now()
    if category not in rules.categories:
        raise Refused("no_category", category=category, known=", ".join(sorted(rules.categories)))
    due = now + rules.categories[category]
    said = {Language.EN: replace(english, text=under_holding_line(rules, due, english.text))}
    with desk.store.reading() as session:
        rules = rules_now(session, rules)
        found = check_alone(_side(english), Language.EN, rules.agreements, severities=rules.severities)
        chosen = _chosen(session, channels)
        lengths = _lengths(rules, [(one.name, Layout.TWO_POSTS) for one in chosen], said)
        planned = tuple(_plan(session, one, said, rules) for one in chosen)
        return EmergencyPlan(
            (*found, *lengths), planned, halted(session) is not None, due, tuple(calls(rules, category, now, due))
        )


def agreed_names(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return the (Welsh, English) names that the council has agreed, as they are now."""
    with desk.store.reading() as session:
        return tuple(rules_now(session, desk.rules).agreements.names)


def calls(rules: Rules, category: str, now: datetime, due: datetime) -> Iterator[CallPlan]:
    """Yield whom each step of the ladder tells, as the rotas stand at its time."""
    for step in rules.ladder_for(category).steps:
        at = step_at(now, due, step.percent)
        code = "welsh_owed" if step.percent == 0 else "welsh_due" if step.percent < 100 else "welsh_late"
        yield CallPlan(step.percent, at, step.told, tuple(rules.reach.reached(step.told, code, at, rules.zone)))


def _side(content: Content) -> Side:
    return Side(text=content.text, media=attachments_of(content.media_rows()), link=content.link)


def _chosen(session: Session, channels: Collection[str]) -> list[Channel]:
    return list(session.exec(select(Channel).where(col(Channel.name).in_(channels)).order_by(col(Channel.name))))


def _lengths(
    rules: Rules, channels: list[tuple[str, Layout]], contents: Mapping[Language, Content]
) -> Iterator[Finding]:
    lengths = {language: len(content.text) for language, content in contents.items()}
    yield from too_long(counted(rules, channels, contents), lengths, is_divisible=False)


def _plan(session: Session, channel: Channel, contents: Mapping[Language, Content], rules: Rules) -> ChannelPlan:
    accounts = accounts_of(session, channel.name)
    barred = barred_posting(session, PostingKind.EMERGENCY, channel.name)
    return ChannelPlan(
        name=channel.name,
        platform=channel.platform,
        posts=tuple(_posts(channel, {one.carries: one.name for one in accounts}, contents, rules)),
        barred=barred.code if barred is not None else None,
        stopped=tuple(one.name for one in accounts if one.stopped_at is not None),
        trouble=channel_trouble(session, channel.name),
    )


def _posts(
    channel: Channel, accounts: Mapping[Carries, str], contents: Mapping[Language, Content], rules: Rules
) -> Iterator[PostPlan]:
    is_one = channel.layout is Layout.COMBINED and len(contents) == len(Language)
    layout = Layout.COMBINED if is_one else Layout.TWO_POSTS
    over = {one.carries: one.over for one in counted(rules, [(channel.name, layout)], contents)}
    said = {Carries(language.value): content.text for language, content in contents.items()}
    if is_one:
        said = {Carries.BOTH: LANGUAGE_RULE.join(contents[language].text for language in Language)}
    for carries, text in said.items():
        account = accounts.get(carries) or accounts.get(Carries.BOTH, channel.name)
        yield PostPlan(account, carries, text, over.get(carries, 0))

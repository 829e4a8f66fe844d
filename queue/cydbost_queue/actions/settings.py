"""Remembering the settings that the queue's rules depend on: a change of them leaves an entry."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Final

from sqlmodel import Session, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.judging import judging, severities_set
from cydbost_queue.record import Tag
from cydbost_queue.record.chain import canonical, locked_head
from cydbost_queue.rules import Rules
from cydbost_queue.tables import Entry
from cydbost_queue.telling.ladder import Ladder

SUBJECT: Final = "settings"


def remember_settings(desk: Desk, roles: Mapping[str, Sequence[str]]) -> None:
    """Write an entry if the rules, or who has which ``roles``, differ from those last written; else nothing.

    Long lists (agreed pairs, wordings) are held by their hash: the entry tells that they changed, and to what.
    """
    said = describe(desk.current_rules(), roles)
    with desk.store.reading() as session:
        if _last(session) == canonical(said):
            return
    with desk.system_act() as act:
        locked_head(act.session, SUBJECT)
        if _last(act.session) != canonical(said):
            act.record(SUBJECT, Tag.SETTINGS_SET, **said)


def describe(rules: Rules, roles: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Return what an entry says of the settings: codes, numbers of seconds, and hashes."""
    agreed = {item.name: getattr(rules.agreements, item.name) for item in fields(rules.agreements)}
    wordings = {
        "holding_line": rules.holding_line,
        "correction_line": rules.correction_line,
        "acknowledgement": rules.acknowledgement,
        "stop_words": rules.stop_words,
    }
    return {
        "zone": str(rules.zone),
        "severities": severities_set(rules),
        "judging": judging(rules),
        "categories": {name: wait.total_seconds() for name, wait in sorted(rules.categories.items())},
        "ladders": {"": _ladder(rules.ladder)} | {name: _ladder(one) for name, one in sorted(rules.ladders.items())},
        "reach": _digest({"contacts": _plain(rules.reach.contacts), "rotas": _plain(rules.reach.rotas)}),
        "pair_window": rules.pair_window.total_seconds(),
        "gap_target": rules.gap_target.total_seconds(),
        "preflight": rules.preflight.total_seconds(),
        "series_lead": rules.series_lead.total_seconds(),
        "repeat_within": rules.repeat_within.total_seconds(),
        "repeat_likeness": rules.repeat_likeness,
        "near_time": rules.near_time.total_seconds(),
        "most_an_hour": rules.most_an_hour,
        "most_a_day": rules.most_a_day,
        "late_grace": rules.late_grace.total_seconds(),
        "lease": rules.lease.total_seconds(),
        "allowances": {
            name: [one.posts, one.per.total_seconds(), one.reserve] for name, one in sorted(rules.allowances.items())
        },
        "budgets": {name: [one.monthly, one.warn_at, one.holds_replies] for name, one in sorted(rules.budgets.items())},
        "accept_for": rules.accept_for.total_seconds(),
        "agreements": _digest(agreed),
        "wordings": _digest(wordings),
        "roles": {person: sorted(held) for person, held in sorted(roles.items())},
    }


def _ladder(ladder: Ladder) -> dict[str, object]:
    steps = [[step.percent, *step.told] for step in ladder.steps]
    return {"steps": steps, "late_every": ladder.late_every.total_seconds()}


def _plain(value: object) -> object:
    """Return a value as data that is the same in every process: a set has no order of its own."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in sorted(value.items())}
    if isinstance(value, (set, frozenset)):
        return sorted(repr(inner) for inner in value)
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    return repr(value)


def _digest(values: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def _last(session: Session) -> str | None:
    return session.exec(
        select(Entry.data)
        .where(Entry.subject == SUBJECT, Entry.act == Tag.SETTINGS_SET.value)
        .order_by(col(Entry.number).desc())
        .limit(1)
    ).first()

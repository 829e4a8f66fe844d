"""The settings of people, rotas and ladders, as the queue's rules take them, and where each address is kept."""

from collections.abc import Mapping
from typing import Final

from cydbost_bot import settings_rota as model
from cydbost_bot.settings_model import Settings
from cydbost_bot.settings_secret import Place
from cydbost_queue.telling.ladder import Ladder, Step
from cydbost_queue.telling.reach import Contact, Reach, Way
from cydbost_queue.telling.rota import Cover, Rota, Shift

#: Stands before a role where its shared address is meant rather than a person.
DESK: Final = "desk:"


def make_ladder(ladder: model.Ladder) -> Ladder:
    """Return a ladder as the queue climbs it."""
    return Ladder(tuple(Step(step.at, told_by(step)) for step in ladder.steps), ladder.late_every)


def make_reach(settings: Settings) -> Reach:
    """Return everybody who can be told something, with the names of their ways, and the rotas."""
    contacts = {
        name: Contact(frozenset(person.roles), tuple(Way(way.name, way.urgent_only) for way in person.ways))
        for name, person in settings.people.items()
    }
    for role in dict.fromkeys(notice.role for notice in settings.notices):
        ways = tuple(Way(one.name, one.urgent_only) for one in settings.notices if one.role == role)
        contacts[f"{DESK}{role}"] = Contact(frozenset({role}), ways)
    return Reach(contacts, {name: _rota(rota) for name, rota in settings.rota.items()})


def addresses(settings: Settings) -> Mapping[tuple[str, str], Place]:
    """Return where the address of each way is kept, by contact and way."""
    found = {(name, way.name): way.url_from for name, person in settings.people.items() for way in person.ways}
    found.update({(f"{DESK}{one.role}", one.name): one.url_from for one in settings.notices})
    return found


def notice_language(settings: Settings, contact: str) -> model.NoticeLanguage:
    """Return in which language, or both, a contact reads notices."""
    if contact in settings.people:
        return settings.people[contact].notice_language
    role = contact.removeprefix(DESK)
    return next((one.notice_language for one in settings.notices if one.role == role), "both")


def told_by(step: model.Told) -> tuple[str, ...]:
    """Return whom a setting names, as a notice names them."""
    return (*(f"rota:{name}" for name in step.rotas), *(f"person:{name}" for name in step.people), *step.roles)


def _rota(rota: model.Rota) -> Rota:
    shifts = tuple(
        Shift(frozenset(model.WEEKDAYS.index(day) for day in one.days), one.begins, one.ends, one.people)
        for one in rota.hours
    )
    return Rota(shifts, tuple(Cover(one.begins, one.ends, one.people) for one in rota.dates))

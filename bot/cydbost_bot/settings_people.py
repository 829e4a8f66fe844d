"""The mistakes that show when people, rotas and ladders are read together."""

from collections.abc import Iterable, Iterator

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Problem, Wording, perhaps
from cydbost_bot.settings_lines import KeyPath
from cydbost_bot.settings_mistakes import UNKNOWN_PERSON
from cydbost_bot.settings_model import Settings
from cydbost_bot.settings_rota import Ladder, Rota, Told

UNKNOWN_ROTA = Wording("unknown_rota", N_("“{name}” is not under [rota].{perhaps}"))
UNKNOWN_CATEGORY = Wording("unknown_category", N_("“{name}” is not under [emergency.categories].{perhaps}"))
SAME_WAY = Wording("same_way", N_("another way is called “{name}” too. Give each way its own name."))
NO_NAME = Wording("person_name", N_("a person’s name is at most 64 characters, without “|”."))


def people_mistakes(settings: Settings) -> Iterator[tuple[KeyPath, Problem]]:
    """Yield each mistake with its key."""
    for name, person in settings.people.items():
        if "|" in name or len(name) > 64:
            yield ("people", name), NO_NAME()
        yield from _same([way.name for way in person.ways], ("people", name, "ways"))
    for name, rota in settings.rota.items():
        yield from _rota(settings, rota, ("rota", name))
    emergency = settings.emergency
    yield from _ladder(settings, emergency.ladder, ("emergency", "ladder"))
    for category, ladder in emergency.ladders.items():
        if category not in emergency.categories:
            guess = perhaps(category, list(emergency.categories))
            yield ("emergency", "ladders", category), UNKNOWN_CATEGORY(name=category, perhaps=guess)
        yield from _ladder(settings, ladder, ("emergency", "ladders", category))
    concerns = settings.replies.concerns
    for concern in type(concerns).model_fields:
        yield from _told(settings, getattr(concerns, concern), ("replies", "concerns", concern))
    for role in dict.fromkeys(notice.role for notice in settings.notices):
        yield from _same([one.name if one.role == role else None for one in settings.notices], ("notices",))


def _rota(settings: Settings, rota: Rota, path: KeyPath) -> Iterator[tuple[KeyPath, Problem]]:
    for number, shift in enumerate(rota.hours):
        yield from _people(settings, shift.people, (*path, "hours", number, "people"))
    for number, cover in enumerate(rota.dates):
        yield from _people(settings, cover.people, (*path, "dates", number, "people"))


def _ladder(settings: Settings, ladder: Ladder, path: KeyPath) -> Iterator[tuple[KeyPath, Problem]]:
    for number, step in enumerate(ladder.steps):
        place = (*path, "steps", number)
        yield from _told(settings, step, place)


def _told(settings: Settings, told: Told, place: KeyPath) -> Iterator[tuple[KeyPath, Problem]]:
    yield from _people(settings, told.people, (*place, "people"))
    for name in told.rotas:
        if name not in settings.rota:
            yield (*place, "rotas"), UNKNOWN_ROTA(name=name, perhaps=perhaps(name, list(settings.rota)))


def _people(settings: Settings, names: Iterable[str], path: KeyPath) -> Iterator[tuple[KeyPath, Problem]]:
    for name in names:
        if name not in settings.people:
            yield path, UNKNOWN_PERSON(name=name, perhaps=perhaps(name, list(settings.people)))


def _same(names: Iterable[str | None], path: KeyPath) -> Iterator[tuple[KeyPath, Problem]]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name is not None and name in seen:
            yield (*path, number, "name"), SAME_WAY(name=name)
        seen.add(name or "")

"""What an officer has filled in so far: the form carries it from step to step, and it is kept beside the form.

So neither a lost connection nor a server that was started anew loses it, and a form sent twice sends once.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from cydbost_bot.office.fields import Form
from cydbost_bot.office.visit import Visit
from cydbost_language import Language
from cydbost_queue.actions.emergency_drafts import emergency_draft, save_emergency_draft
from cydbost_queue.incidents import Place
from cydbost_queue.queries.record import list_channels
from cydbost_queue.tables import IncidentStep, Mode

#: What stands before the name of a template's field.
FIELD: Final = "f-"
#: Everything else that a step may fill in.
_KNOWN: Final = frozenset(
    {"template", "incident", "step", "cy", "en", "category", "reason", "authoriser", "alone", "despite", "channels"}
)
_LONGEST: Final = 25_000  #: of one field


@dataclass(frozen=True, slots=True)
class Filled:
    """One emergency that is not sent yet. ``request`` is its name, and that of the request to send it."""

    request: str
    given: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return what was filled in under ``name``; empty where nothing was."""
        return self.given.get(name, "")

    def has(self, name: str) -> bool:
        """Tell whether anything was filled in under ``name``."""
        return bool(self.text(name))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels chosen, by name."""
        return tuple(name for name in self.text("channels").split(",") if name)

    @property
    def texts(self) -> dict[Language, str]:
        """The words written, by language."""
        return {language: self.text(language.value) for language in Language if self.has(language.value)}

    @property
    def place(self) -> Place:
        """Where it belongs, with the name of the request."""
        if not self.has("incident"):
            return Place(request=self.request)
        is_over = self.text("step") == IncidentStep.ALL_CLEAR.value
        return Place(self.text("incident"), IncidentStep.ALL_CLEAR if is_over else IncidentStep.UPDATE, self.request)

    def hidden(self, *shown: str) -> Iterator[tuple[str, str]]:
        """Yield what the form carries unseen: everything but the fields it shows (and those that begin as one does)."""
        yield "request", self.request
        for name, value in sorted(self.given.items()):
            if value and not any(name == one or (one.endswith("-") and name.startswith(one)) for one in shown):
                yield name, value


def begin(visit: Visit) -> Filled:
    """Return what is kept of the request in the address, or an emergency of which nothing is filled in yet."""
    request = visit.query.get("request", "")
    kept = emergency_draft(visit.desk, visit.actor, request) if request else {}
    if kept:
        return Filled(request, kept)
    asked = {name: visit.query.get(name, "")[:_LONGEST] for name in ("incident", "step", "category")}
    own = visit.actor.channels
    in_use = (one.name for one in list_channels(visit.desk) if one.mode != Mode.OFF.value)
    open_channels = (name for name in in_use if own is None or name in own)
    return Filled(secrets.token_urlsafe(18), {**asked, "channels": ",".join(open_channels)})


def of_form(visit: Visit) -> Filled:
    """Return what the form brought, which is everything."""
    request = visit.form.text("request")[:64] or secrets.token_urlsafe(18)
    return Filled(request, dict(_given(visit.form)))


def kept(visit: Visit, request: str) -> Filled:
    """Return what is kept of one request; empty where nothing is."""
    return Filled(request, emergency_draft(visit.desk, visit.actor, request))


def keep(visit: Visit, filled: Filled) -> None:
    """Keep it beside the form, for a page that is asked for again."""
    save_emergency_draft(visit.desk, visit.actor, filled.request, {k: v for k, v in filled.given.items() if v})


def _given(form: Form) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(name for name, _value in form.items()):
        if name == "channels":
            yield name, ",".join(part for text in form.texts(name) for part in text.split(",") if part)
        elif name in _KNOWN or name.startswith(FIELD):
            yield name, form.text(name)[:_LONGEST]

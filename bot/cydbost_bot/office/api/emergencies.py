"""Emergencies: from a template in both languages at once, or in English first with the Welsh owed by a deadline."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cydbost_bot.directory import Directory
from cydbost_bot.library import load_templates
from cydbost_bot.library.template_filling import fill_from_options
from cydbost_bot.office.api.callers import Acting, Reading
from cydbost_bot.office.api.endpoints import Endpoint
from cydbost_bot.office.api.fields import Asked, Label, Link, Name, Reason, Words
from cydbost_bot.office.api.problems import responses
from cydbost_bot.office.api.shown import ShownPosting
from cydbost_language import Language
from cydbost_language.templates import template_hash
from cydbost_queue.actions.emergency import TemplateUse, raise_english_first, send_template
from cydbost_queue.content import Content, checked
from cydbost_queue.errors import NotFound
from cydbost_queue.queries.postings import owed_welsh, show_posting

router = APIRouter(prefix="/emergencies", tags=["emergencies"], route_class=Endpoint)
_ACT = responses(401, 403, 404, 409, 422, 429, 503)

Channels = Annotated[list[Name], Field(min_length=1, max_length=50)]


class EnglishFirstAsked(Asked):
    """An emergency in English; the Welsh is owed within the time of its category."""

    label: Label
    text: Words = Field(examples=["Flooding on Vale Road. Do not drive through the water."])
    link: Link | None = None
    category: Name = Field(examples=["flooding"])
    reason: Reason
    channels: Channels
    authorised_by: Name | None = Field(default=None, description="Whose word the officer has.")
    break_glass: bool = Field(default=False, description="The officer acts alone, and is reviewed afterwards.")


class TemplateAsked(Asked):
    """A template filled in. Values are written as “field=value”, or “field.cy=value” for one language."""

    template: Name = Field(examples=["road-closed"])
    values: Annotated[list[Annotated[str, Field(max_length=2000)]], Field(default_factory=list, max_length=50)]
    label: Label
    channels: Channels
    break_glass: bool = False


class Emergencies(BaseModel):
    """What is out in English and owes its Welsh, the first due first."""

    items: list[ShownPosting]


@router.get("", responses=responses(401, 403, 429, 503))
def list_owed(caller: Reading) -> Emergencies:
    """Return the emergencies whose Welsh is owed."""
    return Emergencies(items=[ShownPosting.whole(one) for one in owed_welsh(caller.desk)])


@router.post("/english-first", status_code=201, responses=_ACT)
def begin_in_english(caller: Acting, asked: EnglishFirstAsked) -> ShownPosting:
    """Send an emergency in English at once. A template in both languages needs no exception: try that first."""
    directory = Directory(caller.office.settings, caller.desk)
    ref = raise_english_first(
        caller.desk,
        caller.actor,
        label=asked.label,
        english=Content(asked.text, asked.link),
        category=asked.category,
        reason=asked.reason,
        channels=asked.channels,
        authoriser=directory.require(asked.authorised_by) if asked.authorised_by else None,
        break_glass=asked.break_glass,
    )
    return ShownPosting.whole(show_posting(caller.desk, ref))


@router.post("/from-template", status_code=201, responses=_ACT)
def send_filled(caller: Acting, asked: TemplateAsked) -> ShownPosting:
    """Send a template that was approved in advance, filled in, in both languages at once."""
    library = load_templates(caller.office.settings.templates.directory)
    if asked.template not in library:
        raise NotFound("no_template", template=asked.template)
    template = library[asked.template]
    zone = str(caller.desk.rules.zone)
    filled = fill_from_options(template, asked.values, now=caller.office.now(), zone=zone)
    contents = {language: checked(Content(filled.texts[language])) for language in Language}
    use = TemplateUse(template.name, template_hash(template), contents, filled.names)
    ref = send_template(
        caller.desk, caller.actor, label=asked.label, use=use, channels=asked.channels, break_glass=asked.break_glass
    )
    return ShownPosting.whole(show_posting(caller.desk, ref))

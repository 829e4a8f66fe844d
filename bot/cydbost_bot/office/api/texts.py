"""Judging words that are nowhere kept: a pair, or the language of a text."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cydbost_bot.office.api.callers import Reading
from cydbost_bot.office.api.endpoints import Endpoint
from cydbost_bot.office.api.fields import Asked, Link, Words
from cydbost_bot.office.api.problems import responses
from cydbost_bot.office.api.shown import ShownFinding
from cydbost_language import Pair, Severity, Side, check_pair, detect

router = APIRouter(tags=["texts"], route_class=Endpoint)


class PairAsked(Asked):
    """Two texts that are to say the same."""

    cy: Words = Field(examples=["Bydd y cyfarfod am 6yh."])
    en: Words = Field(examples=["The meeting will be at 6pm."])
    link_cy: Link | None = None
    link_en: Link | None = None


class Judged(BaseModel):
    """What was found; “identical” is false exactly when a finding blocks."""

    identical: bool
    findings: list[ShownFinding]


class TextAsked(Asked):
    """A text, such as a comment."""

    text: Words = Field(examples=["Pryd mae’r llyfrgell ar agor?"])


class Detected(BaseModel):
    """Which language a text is in, and in which it is owed an answer."""

    language: str = Field(examples=["cy"])
    confidence: float
    reply_in: str = Field(examples=["cy"])


@router.post("/check", responses=responses(401, 403, 422, 429, 503))
def check(caller: Reading, asked: PairAsked) -> Judged:
    """Judge a pair by the council's own rules."""
    rules = caller.desk.rules
    pair = Pair(Side(asked.cy, (), asked.link_cy), Side(asked.en, (), asked.link_en))
    found = check_pair(pair, rules.agreements, severities=rules.severities, spellers=rules.spellers)
    return Judged(
        identical=not any(one.severity is Severity.BLOCK for one in found),
        findings=[ShownFinding.of(one) for one in found],
    )


@router.post("/detect", responses=responses(401, 403, 422, 429, 503))
def detect_language(_caller: Reading, asked: TextAsked) -> Detected:
    """Tell which language a text is in."""
    found = detect(asked.text)
    return Detected(language=str(found.language), confidence=round(found.confidence, 3), reply_in=str(found.reply_in))

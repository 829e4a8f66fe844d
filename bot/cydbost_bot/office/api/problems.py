"""What went wrong, as ``application/problem+json`` (RFC 9457), in the language that was asked for."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from cydbost_bot.office.refusals import BROKEN, lines_of, status_of
from cydbost_bot.office.words import N_, gettext
from cydbost_bot.problem import Misuse
from cydbost_connectors import ConnectorError
from cydbost_queue.errors import QueueError

MEDIA_TYPE: Final = "application/problem+json"


class FieldProblem(BaseModel):
    """One part of a request that cannot be used."""

    pointer: str = Field(description="Where it stands, as a JSON pointer.", examples=["/body/reason"])
    code: str = Field(examples=["missing"])
    detail: str = Field(examples=["This is missing. Give it."])


class Problem(BaseModel):
    """What went wrong, and how to mend it."""

    type: str = Field(default="about:blank")
    title: str = Field(examples=["This was not done"])
    status: int = Field(examples=[409])
    detail: str = Field(examples=["P12 has already gone out."])
    code: str = Field(description="For programs; it stays the same in both languages.", examples=["already_released"])
    lines: list[str] = Field(default_factory=list, description="Everything that stands in the way, a sentence each.")
    errors: list[FieldProblem] = Field(default_factory=list)


class ApiProblem(Exception):
    """The API itself says no; ``code`` names the sentence."""

    def __init__(self, status: int, code: str, **headers: str) -> None:
        """``headers`` go with the answer; ``_`` in their names stands for ``-``."""
        self.status, self.code = status, code
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(code)


SENTENCES: Final = {
    "key_missing": N_("Send a key: Authorization: Bearer KEY. Make one on your own page in the office."),
    "key_unknown": N_("This key opens nothing: it is unknown, has run out, or was taken back."),
    "too_many_requests": N_("Too many requests came with this key. Wait as long as Retry-After says."),
    "revision_missing": N_("Send If-Match with the ETag of the posting as you read it."),
    "revision_unreadable": N_("If-Match is no ETag of a posting. Read the posting, and send what it came with."),
    "revision_other": N_("Somebody else has written in between. Read the posting anew, and write again."),
    "same_key_other_request": N_("This Idempotency-Key came with another request before. Use a new one."),
    "same_key_running": N_(
        "The request with this Idempotency-Key is still running, or ended unclearly. Ask again later."
    ),
    "key_too_long": N_("An Idempotency-Key has 1 to 255 characters."),
    "not_found": N_("There is nothing at this address."),
    "wrong_method": N_("This cannot be done at this address."),
    "request_unusable": N_("The request cannot be used as it is. “errors” says where."),
    "page_unknown": N_("“after” is no mark of a page. Use the “next” that the page before gave."),
    "broken": BROKEN,
}
_UNUSABLE: Final = "request_unusable"
_FIELDS: Final = {
    "missing": N_("This is missing. Give it."),
    "json_invalid": N_("The body is not JSON. Check quotation marks, brackets and commas."),
    "extra_forbidden": N_("There is nothing of this name. Leave it out."),
    "string_too_short": N_("This is too short, or empty."),
    "string_too_long": N_("This is too long."),
    "datetime": N_("Write a time with its offset, such as 2026-06-03T18:30:00+01:00."),
    "timezone_aware": N_("Write a time with its offset, such as 2026-06-03T18:30:00+01:00."),
    "enum": N_("This is none of the words that may stand here."),
}
_OTHER: Final = N_("This is not what is wanted here. The description at openapi.json says what is.")
_TITLES: Final = {
    401: N_("Sign in first"),
    403: N_("You may not do this"),
    404: N_("Not found"),
    405: N_("This cannot be done here"),
    409: N_("This was not done"),
    412: N_("Somebody else was quicker"),
    422: N_("This cannot be used"),
    428: N_("Say what you saw"),
    429: N_("Too many requests"),
    503: N_("Not now"),
}
_STATUS_CODES: Final = {404: "not_found", 405: "wrong_method"}


def answer_of(error: Exception) -> Response:
    """Return the answer to a request that ended in ``error``."""
    if isinstance(error, ApiProblem):
        return _answer(error.status, error.code, gettext(SENTENCES[error.code]), headers=error.headers)
    if isinstance(error, RequestValidationError):
        found = [_field(one) for one in error.errors()]
        return _answer(422, _UNUSABLE, gettext(SENTENCES[_UNUSABLE]), errors=found)
    if isinstance(error, HTTPException):
        code = _STATUS_CODES.get(error.status_code, _UNUSABLE)
        headers = dict(error.headers) if error.headers else {}
        status = 422 if error.status_code == 400 else error.status_code  # a body that is not even JSON
        return _answer(status, code, gettext(SENTENCES[code]), headers=headers)
    if isinstance(error, QueueError | ConnectorError | Misuse):
        return _of_layers(error)
    return _answer(500, "broken", gettext(BROKEN))


def _of_layers(error: QueueError | ConnectorError | Misuse) -> Response:
    lines = lines_of(error)
    code = error.problems[0].code if isinstance(error, Misuse) else error.code
    status = 412 if code == "written_meanwhile" else status_of(error)
    return _answer(status, code, lines[0], lines=lines)


def _answer(
    status: int,
    code: str,
    detail: str,
    *,
    lines: list[str] | None = None,
    errors: list[FieldProblem] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    problem = Problem(
        title=gettext(_TITLES.get(status, _TITLES[409])),
        status=status,
        detail=detail,
        code=code,
        lines=lines or [],
        errors=errors or [],
    )
    return JSONResponse(problem.model_dump(), status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def _field(error: Mapping[str, Any]) -> FieldProblem:
    kind = str(error["type"])
    family = next((name for name in _FIELDS if kind == name or kind.startswith(f"{name}_")), "")
    place = "".join(f"/{part}" for part in error["loc"]).encode("utf-8", "replace").decode()
    return FieldProblem(pointer=place, code=kind, detail=gettext(_FIELDS.get(family, _OTHER)))


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the descriptions of answers that are problems, for the API's own description."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": _TITLES[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }

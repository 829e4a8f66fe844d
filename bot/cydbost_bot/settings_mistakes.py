"""Every mistake in the configuration, said so that it can be mended: where, what, and what to write instead."""

import types
import typing
from collections.abc import Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Problem, Wording, perhaps
from cydbost_bot.settings_lines import KeyPath, line_of

WHERE = Wording("setting", N_("{file}, line {line}: {key}: {what}"))
WHERE_UNKNOWN = Wording("setting", N_("{file}: {key}: {what}"))

UNKNOWN_KEY = Wording("unknown_key", N_("there is no such setting.{perhaps}"))
UNKNOWN_PERSON = Wording("unknown_person", N_("“{name}” is not under [people].{perhaps}"))
SAME_NAME = Wording("same_name", N_("another channel is called “{name}” too. Give each channel its own name."))
UNKNOWN_CHECK = Wording("unknown_check", N_("there is no check of that name.{perhaps}"))
CHECK_FIRM = Wording(
    "check_firm",
    N_(
        "this is always “block”: nothing is published without both versions, each in its own language. Take the line "
        "out."
    ),
)
CHECK_TOO_MILD = Wording(
    "check_too_mild",
    N_(
        "this must be “block” or “warn”: what it finds may pass only when a named person accepts it and says why. "
        "Write “warn”."
    ),
)
OTHER = Wording("setting_not_fit", N_("this does not fit here. See config.example.toml."))

#: Pydantic's name for a mistake -> our wording. A gap is filled from pydantic's context.
WORDINGS: Final = {
    "missing": Wording("missing", N_("this setting is needed here. Add it.")),
    "string_type": Wording("text_wanted", N_("this must be text in quotation marks.")),
    "string_too_short": Wording("text_empty", N_("this is empty. Write the text.")),
    "string_pattern_mismatch": Wording("form", N_("this is not in the right form. See config.example.toml.")),
    "int_type": Wording("number_wanted", N_("this must be a whole number, without quotation marks.")),
    "float_type": Wording("number_wanted", N_("this must be a number, without quotation marks.")),
    "float_parsing": Wording("number_wanted", N_("this must be a number, without quotation marks.")),
    "bool_type": Wording("yes_no_wanted", N_("this must be true or false, without quotation marks.")),
    "literal_error": Wording("choice", N_("this must be one of {expected}.")),
    "greater_than": Wording("too_small", N_("this must be more than {gt}.")),
    "greater_than_equal": Wording("too_small", N_("this must be {ge} or more.")),
    "less_than_equal": Wording("too_large", N_("this must be {le} or less.")),
    "too_short": Wording("list_empty", N_("this is empty. Give at least one.")),
    "tuple_type": Wording("list_wanted", N_("this must be a list, in square brackets.")),
    "dict_type": Wording("table_wanted", N_("this must be a table of names and values.")),
    "model_type": Wording("table_wanted", N_("this must be a table of names and values.")),
    "model_attributes_type": Wording("table_wanted", N_("this must be a table of names and values.")),
    "path_type": Wording("text_wanted", N_("this must be the name of a file, in quotation marks.")),
    "duration": Wording("duration", N_('this must be a length of time, such as "90s", "30m" or "1h".')),
    "amount": Wording("amount", N_('this must be an amount in quotation marks, such as "25.00".')),
    "secret": Wording(
        "secret",
        N_('a secret is never written here. Write where it is kept: {{env = "NAME"}} or {{file = "path"}}.'),
    ),
    "database_url": Wording("database_url", N_('this must be an address such as "sqlite:///cydbost.db".')),
    "reserve_too_large": Wording(
        "reserve_too_large", N_("the reserve must be less than the posts, so that something is left for the rest.")
    ),
    "address_gap": Wording(
        "address_gap", N_("the line must have {{address}} where the address goes, and no other gap.")
    ),
    "due_gap": Wording("due_gap", N_("the line must have {{due}} where the time goes, and no other gap.")),
    "oidc_wanted": Wording(
        "oidc_wanted", N_("this way of signing in needs [office.oidc] with issuer and client_id. Add it.")
    ),
    "ladder_steps": Wording("ladder_steps", N_("“at” must rise from step to step, and the last step is at 100.")),
    "nobody_told": Wording("nobody_told", N_("this step tells nobody. Give it rotas, people or roles.")),
    "clock": Wording("clock", N_('this must be a time of day in four figures, such as "08:30".')),
    "wall_time": Wording(
        "wall_time", N_('this must be a day, or a day and a time, such as "2026-12-25" or "2026-12-25 08:30".')
    ),
    "ends_first": Wording("ends_first", N_("this ends before it begins. Give a later end.")),
    "accounts_pair": Wording("accounts", N_("the layout paired-accounts needs two accounts: cy and en.")),
    "accounts_both": Wording("accounts", N_("the layout {layout} needs one account that carries both: both.")),
}


def mistakes_of(error: ValidationError) -> list[ErrorDetails]:
    """Return what ``error`` holds, without the lists called empty only because each of their entries is wrong."""
    found = error.errors(include_url=False)
    around = {detail["loc"][:-1] for detail in found}
    return [detail for detail in found if detail["type"] != "too_short" or detail["loc"] not in around]


def describe(error: ErrorDetails, *, file: str, lines: dict[KeyPath, int], model: type[BaseModel]) -> Problem:
    """Return pydantic's ``error`` in our words, with the key and line it stands at."""
    path = tuple(part for part in error["loc"] if part != "[key]")
    facts = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, str | int | float)}
    if error["type"] == "extra_forbidden":
        what = UNKNOWN_KEY(perhaps=perhaps(str(path[-1]), known_keys(model, path[:-1])))
    else:
        facts["expected"] = str(facts.get("expected", "")).replace(" or ", ", ").replace("'", '"')
        what = WORDINGS.get(error["type"], OTHER)(**facts)
    return at(path, what, file=file, lines=lines)


def at(path: Sequence[str | int], what: Problem, *, file: str, lines: dict[KeyPath, int]) -> Problem:
    """Return ``what`` with its place in front: file, line where it can be told, and key."""
    line = line_of(tuple(path), lines)
    key = spell_key(path)
    return WHERE(file=file, line=line, key=key, what=what) if line else WHERE_UNKNOWN(file=file, key=key, what=what)


def spell_key(path: Sequence[str | int]) -> str:
    """Return a key as people name it: ``[channels 2] accounts.cy``, entries counted from 1."""
    words = [str(part + 1) if isinstance(part, int) else part for part in path]
    is_entry = len(path) > 1 and isinstance(path[1], int)
    head, rest = words[: 1 + is_entry], words[1 + is_entry :]
    return " ".join([f"[{' '.join(head)}]", ".".join(rest)]).strip()


def known_keys(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """Return the keys that may stand at ``path`` of the tree that ``model`` describes."""
    kind: Any = model
    for part in path:
        kind = _inside(kind, part)
    found = _model_in(kind)
    return list(found.model_fields) if found else []


def _inside(kind: Any, part: str | int) -> Any:  # noqa: ANN401 - any annotation
    found = _model_in(kind)
    if found is not None and part in found.model_fields:
        return found.model_fields[str(part)].annotation
    inner = [argument for argument in typing.get_args(kind) if argument is not Ellipsis]
    return inner[-1] if inner else None


def _model_in(kind: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    if typing.get_origin(kind) in {typing.Union, types.UnionType, typing.Annotated}:
        return next((found for argument in typing.get_args(kind) if (found := _model_in(argument))), None)
    return None

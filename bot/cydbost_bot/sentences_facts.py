"""Filling a sentence's gaps: each fact of the queue as the reader's language says it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cydbost_bot import sentences_words as words
from cydbost_bot.i18n import _
from cydbost_bot.sentences_hand import HAND_TASKS, SIGHTS
from cydbost_bot.sentences_inbox import CONCERNS
from cydbost_bot.sentences_lists import PAIR_KINDS
from cydbost_bot.sentences_moderation import MODERATIONS
from cydbost_bot.sentences_people import PROOFS, ROLES
from cydbost_bot.sentences_translation import person_name

Say = Callable[[Any], str]


def _one_of(table: Mapping[str, str]) -> Say:
    return lambda code: words.name_of(table, code)


def _some_of(table: Mapping[str, str]) -> Say:
    return lambda codes: words.names_of(table, codes)


def _listed(value: Any) -> str:  # noqa: ANN401 - whatever the record holds
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _tags(value: Any) -> str:  # noqa: ANN401 - whatever the record holds
    return _listed(value) or "–"


def _accounts(value: Any) -> str:  # noqa: ANN401 - whatever the record holds
    return ", ".join(str(name) for name in value.values()) if isinstance(value, Mapping) else str(value)


#: How each fact is said, by its name; any other stands as it is. Two names for one fact stand side by side.
_SAID: Final[Mapping[str, Say]] = {
    "slot": words.spell_moment,
    "due": words.spell_moment,
    "at": words.spell_moment,
    "live": words.spell_moment,
    "expires": words.spell_moment,
    "begins": words.spell_moment,
    "ends": words.spell_moment,
    "moment": words.spell_moment,
    "since": words.spell_moment,
    "until": words.spell_moment,
    "task": _one_of(HAND_TASKS),
    "sight": _one_of(SIGHTS),
    "moderation": _one_of(MODERATIONS),
    "quiet_kind": _one_of(words.QUIET_KINDS),
    "pair_kind": _one_of(PAIR_KINDS),
    "wall": words.spell_wall,
    "alone": words.spell_length,
    "gap": words.spell_length,
    "right": _one_of(words.RIGHTS),
    "role": _one_of(ROLES),
    "roles": _some_of(ROLES),
    "scopes": _some_of(words.RIGHTS),
    "proof": _one_of(PROOFS),
    "languages": _some_of(words.LANGUAGES),
    "layout": _one_of(words.LAYOUTS),
    "platform": words.platform_title,
    "on_half": _one_of(words.ON_HALF),
    "on_edit": _one_of(words.ON_EDIT),
    "on_half_edit": _one_of(words.ON_HALF_EDIT),
    "mode": _one_of(words.MODES),
    "way": _one_of(words.ON_EDIT),
    "policy": _one_of(words.HALF_POLICIES),
    "severity": _one_of(words.SEVERITIES),
    "field": _one_of(words.FIELDS),
    "error": _one_of({**words.ERRORS, **words.NOTICE_ERRORS}),
    "person": words.audience_name,
    "by": person_name,
    "author": person_name,
    "kind": _one_of({**words.POSTING_KINDS, **words.REPLY_KINDS, **words.APPROVAL_KINDS}),
    "language": _one_of(words.LANGUAGES),
    "reply_in": _one_of(words.LANGUAGES),
    "wanted": _one_of(words.LANGUAGES),
    "given": _one_of(words.LANGUAGES),
    "channels": _listed,
    "refs": _listed,
    "added": _tags,
    "removed": _tags,
    "concern": _one_of(CONCERNS),
    "go": _listed,
    "moved": _listed,
    "cancelled": _listed,
    "accounts": _accounts,
}


class _Gaps(dict[str, str]):
    """A fact that is not there shows as ``?``: a damaged record must still be readable."""

    def __missing__(self, key: str) -> str:
        return "?"


def filled(message: str, facts: Mapping[str, Any], **more: str) -> str:
    """Return ``message`` in the reader's language with its gaps filled; ``more`` stands as it is."""
    gaps = _Gaps({name: _said(name, fact) for name, fact in facts.items()})
    version = facts.get("language", facts.get("carries"))
    gaps["version"] = words.name_of(words.VERSIONS, version) if version is not None else "?"
    gaps.update(more)
    return _(message).format_map(gaps)


def _said(name: str, fact: Any) -> str:  # noqa: ANN401 - whatever the record holds
    if fact is None:
        return ""  # a slot that was not given, for one
    try:
        return _SAID[name](fact) if name in _SAID else str(fact)
    except (TypeError, ValueError):
        return str(fact)

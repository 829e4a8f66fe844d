"""What went wrong, kept as a code and facts, and said in the reader's language when it is shown.

A module that can refuse something lists its wordings::

    NO_SUCH_FILE = Wording("no_such_file", N_("{path} is not there. Check the name."))
    raise Misuse(NO_SUCH_FILE(path=path))
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from cydbost_bot.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: ``code`` for programs and the record, ``message`` and ``facts`` for people.

    A fact may itself be a problem; it is said in the same language.
    """

    code: str
    message: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """Return what happened and how to mend it, in the language of the context."""
        return _(self.message).format(**{name: _said(fact) for name, fact in self.facts.items()})

    def data(self) -> dict[str, Any]:
        """Return the problem as plain data for ``--json``; ``message`` is in the language of the context."""
        facts = {name: str(_said(fact)) for name, fact in self.facts.items()}
        return {"code": self.code, "facts": facts, "message": self.sentence()}


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with gaps: calling it with the facts makes a ``Problem``. ``message`` is marked with ``N_``."""

    code: str
    message: str

    def __call__(self, **facts: Any) -> Problem:  # noqa: ANN401 - a fact is anything that can be written out
        """Return this problem with ``facts`` in its gaps."""
        return Problem(self.code, self.message, facts)


class Misuse(Exception):
    """The person asked for something that cannot be done as asked; ends a command with status 2.

    ``problems`` are all the things to mend, each said on a line of its own.
    """

    def __init__(self, *problems: Problem) -> None:
        """``problems``: at least one."""
        self.problems = problems
        super().__init__(*(problem.code for problem in problems))

    def sentences(self) -> list[str]:
        """Return one sentence a problem, in the language of the context."""
        return [problem.sentence() for problem in self.problems]

    def __str__(self) -> str:
        return "\n".join(self.sentences())


_PERHAPS = Wording("perhaps", N_(" Did you mean “{guess}”?"))


def perhaps(word: str, known: list[str]) -> Problem | str:
    """Return “Did you mean …?” for the nearest of ``known``, or nothing when none is near."""
    near = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return _PERHAPS(guess=near[0]) if near else ""


def _said(fact: Any) -> Any:  # noqa: ANN401 - see Wording
    return fact.sentence() if isinstance(fact, Problem) else fact

"""Questions on the terminal, one at a time. They and their answers stand on standard error: data goes elsewhere."""

import getpass
import sys
from collections.abc import Sequence

from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording

ENDED = Wording("answers_ended", N_("The answers ended before the questions. Nothing was changed."))


def ask(question: str, *, default: str | None = None) -> str:
    """Return what the person answers; ``default`` where they only press Enter. It is asked until there is an answer.

    Raises:
        Misuse: there is nobody to answer any more.
    """
    while True:
        shown = _(" [{default}]").format(default=default) if default else ""
        _print(f"{question}{shown}: ", end="")
        line = sys.stdin.readline()
        if not line:
            raise Misuse(ENDED())
        answer = line.strip()
        if answer or default is not None:
            return answer or default or ""
        _print(_("This is needed."))


def ask_secret(question: str, *, is_needed: bool = True) -> str:
    """Return what the person types, which is not shown. Where ``is_needed``, it is asked until there is an answer.

    Raises:
        Misuse: there is nobody to answer any more.
    """
    while True:
        try:
            answer = getpass.getpass(f"{question}: ", stream=sys.stderr).strip()
        except EOFError as error:
            raise Misuse(ENDED()) from error
        if answer or not is_needed:
            return answer
        _print(_("This is needed."))


def choose(question: str, options: Sequence[tuple[str, str]], *, default: str | None = None) -> str:
    """Return one of the ``options``, each a value and what it means; the person gives its number or its value.

    Raises:
        Misuse: there is nobody to answer any more.
    """
    _print(question)
    for number, (value, words) in enumerate(options, 1):
        _print(f"  {number}. {value}: {words}")
    values = [value for value, _words in options]
    while True:
        answer = ask(_("Number or name"), default=default)
        if answer.isdecimal() and 0 < int(answer) <= len(values):
            return values[int(answer) - 1]
        if answer in values:
            return answer
        _print(_("Choose one of these: {choices}.").format(choices=", ".join(values)))


def agree(question: str) -> bool:
    """Tell whether the person says yes; anything else is no.

    Raises:
        Misuse: there is nobody to answer any more.
    """
    yes, no = _("yes"), _("no")
    answer = ask(f"{question} ({yes}/{no})", default=no).casefold()
    return answer in {yes.casefold(), yes[0].casefold()}


def tell(line: str) -> None:
    """Say something between two questions."""
    _print(line)


def _print(text: str, *, end: str = "\n") -> None:
    sys.stderr.write(text + end)
    sys.stderr.flush()

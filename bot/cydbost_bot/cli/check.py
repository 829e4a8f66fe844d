"""``cydbost check``: where a Welsh and an English text differ, and what may not be published."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cydbost_bot.cli.check_view import show_findings
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.lines import STANDARD_INPUT, read_objects
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.progress import with_progress
from cydbost_bot.cli.session import session
from cydbost_bot.cli.text_input import refuse_stdin_twice
from cydbost_bot.console import NO, printable
from cydbost_bot.i18n import N_, current
from cydbost_bot.problem import Misuse, Problem, Wording, perhaps
from cydbost_bot.settings import Settings
from cydbost_bot.spelling import spellers_of
from cydbost_language import Agreements, Finding, Language, Pair, Severity, Side, Span, check_pair
from cydbost_language.catalogue import CHECKS
from cydbost_language.messages import explain, explain_check

if TYPE_CHECKING:  # it reaches the web, which a comparison by itself never does
    from cydbost_bot.page_twins import PageTwins

WHICH = Wording(
    "check_which", N_("Give two files (Welsh, then English), both --cy and --en, or --jsonl; one of the three ways.")
)
NOT_UTF8 = Wording("text_not_utf8", N_("{file} is not UTF-8 text. Save it as UTF-8."))
TOO_LARGE = Wording("text_too_large", N_("{file} is over 16 MB. Only a post's text is compared."))
NOT_ASKED = Wording("page_not_asked", N_("{page} could not be asked for its twin: {why}."))
NO_SUCH_CHECK = Wording("no_such_check", N_("There is no check called “{name}”.{perhaps} The checks: {checks}."))

#: Bytes of a text file: far over any post, and far under what fills the memory.
LARGEST = 16_000_000

app = App()


@app.command(
    help=N_("Compare a Welsh and an English text; the status is 1 when they are not identical in what they say.")
)
def run(
    context: typer.Context,
    *,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar=N_("CY_FILE EN_FILE"), help=N_("Welsh text, then English; - is standard input.")),
    ] = None,
    cy: Annotated[str | None, typer.Option("--cy", metavar=N_("TEXT"), help=N_("The Welsh text."))] = None,
    en: Annotated[str | None, typer.Option("--en", metavar=N_("TEXT"), help=N_("The English text."))] = None,
    jsonl: Annotated[
        str | None,
        typer.Option("--jsonl", metavar=N_("FILE"), help=N_("Read lines of {id, en, cy}; - is standard input.")),
    ] = None,
    ask_links: Annotated[
        bool,
        typer.Option("--ask-links", help=N_("Ask the page of a link whose twin is not proven for its hreflang.")),
    ] = False,
    check: Annotated[
        str | None, typer.Option("--explain", metavar=N_("NAME"), help=N_("Say what the check of this name looks for."))
    ] = None,
) -> None:
    """Print the findings of one pair, or of each line of a file.

    Raises:
        Misuse: not exactly one way of giving the texts; a file or line that cannot be read.
        typer.Exit: status 1 when a ``block`` finding stands.
    """
    if sum((bool(files), cy is not None or en is not None, jsonl is not None, check is not None)) != 1:
        raise Misuse(WHICH())
    if check is not None:
        say(_explanation(check))
        return
    judge = Judge(session(context).settings_without_secrets, _page_twins() if ask_links else None)
    is_identical = (
        judge.lines(jsonl) if jsonl is not None else judge.one(_pair(files, cy, en), as_json=session(context).json)
    )
    if not is_identical:
        raise typer.Exit(NO)


def _page_twins() -> "PageTwins":
    from cydbost_bot.page_twins import PageTwins  # noqa: PLC0415 - what goes to the web is loaded when asked for

    def tell(page: str, why: Problem) -> None:
        sys.stderr.write(printable(NOT_ASKED(page=page, why=why).sentence()) + "\n")

    return PageTwins(tell)


def _explanation(name: str) -> str:
    try:
        return explain_check(name, Language(current()))
    except KeyError as error:
        names = [check.name for check in CHECKS]
        raise Misuse(NO_SUCH_CHECK(name=name, perhaps=perhaps(name, names), checks=", ".join(names))) from error


def _pair(files: list[Path] | None, cy: str | None, en: str | None) -> Pair:
    if files:
        if len(files) != 2:
            raise Misuse(WHICH())
        refuse_stdin_twice(*map(str, files))
        cy, en = (_read(path) for path in files)
    if cy is None or en is None:
        raise Misuse(WHICH())
    return Pair(cy=Side(cy), en=Side(en))


def _read(path: Path) -> str:
    is_stdin = str(path) == "-"
    with nullcontext(sys.stdin.buffer) if is_stdin else path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    file = STANDARD_INPUT() if is_stdin else path
    if len(content) > LARGEST:
        raise Misuse(TOO_LARGE(file=file))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misuse(NOT_UTF8(file=file)) from error


class Judge:
    """The comparison under one configuration: what the council has agreed, and how far each check stops a post."""

    def __init__(self, settings: Settings, twins: "PageTwins | None" = None) -> None:
        """``settings``: its ``[agreements]``, ``[checks]`` and ``[spelling]`` are used; ``twins`` asks pages."""
        self._agreements = settings.agreements.agreements()
        self._severities = settings.severities()
        self._spellers = spellers_of(settings.spelling)
        self._twins = twins

    def findings(self, pair: Pair) -> tuple[Finding, ...]:
        """Return every difference between the two versions."""
        found = self._judged(pair, self._agreements)
        agreed = self._twins.agreed(self._agreements, found) if self._twins else self._agreements
        return found if agreed is self._agreements else self._judged(pair, agreed)

    def _judged(self, pair: Pair, agreements: Agreements) -> tuple[Finding, ...]:
        return check_pair(pair, agreements, severities=self._severities, spellers=self._spellers)

    def lines(self, name: str) -> bool:
        """Print a judgement a line of the file ``name``; return whether every pair is identical."""
        all_identical = True
        for line in with_progress(read_objects(name, texts=("cy", "en"))):
            judgement = judged(self.findings(Pair(cy=Side(line["cy"]), en=Side(line["en"]))))
            all_identical = all_identical and judgement["identical"]
            print_json({"id": line["id"], **judgement})
        return all_identical

    def one(self, pair: Pair, *, as_json: bool) -> bool:
        """Print the judgement of ``pair``; return whether it is identical."""
        findings = self.findings(pair)
        judgement = judged(findings)
        if as_json:
            print_json(judgement)
        else:
            show_findings(pair, findings)
        return bool(judgement["identical"])


def judged(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings as the data that scripts rely on; identical exactly when none of them blocks."""
    return {
        "identical": not any(finding.severity is Severity.BLOCK for finding in findings),
        "findings": [
            {
                "check": finding.check,
                "severity": str(finding.severity),
                "en": _ends(finding.en),
                "cy": _ends(finding.cy),
                "message": explain(finding, Language(current())),
            }
            for finding in findings
        ],
    }


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]

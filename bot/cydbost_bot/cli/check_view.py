"""The two versions side by side, Welsh first, with every disagreeing stretch marked and numbered."""

from collections.abc import Sequence
from typing import Final

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cydbost_bot.cli.output import console, say
from cydbost_bot.console import printable
from cydbost_bot.i18n import N_, _, current, ngettext
from cydbost_language import Finding, Language, Pair, Severity
from cydbost_language.messages import explain

SEVERITIES: Final = {Severity.BLOCK: N_("stop"), Severity.WARN: N_("look"), Severity.INFO: N_("note")}
STYLES: Final = {Severity.BLOCK: "bold red", Severity.WARN: "yellow", Severity.INFO: "cyan"}


def show_findings(pair: Pair, findings: Sequence[Finding]) -> None:
    """Print both versions and what was found in them; each mark in the texts has the number of its finding."""
    table = Table(expand=True, show_lines=False)
    for title in (_("Welsh"), _("English")):
        table.add_column(title, ratio=1, overflow="fold")
    table.add_row(*(marked_text(pair, language, findings) for language in Language))
    terminal = console()
    terminal.print(table)
    for number, finding in enumerate(findings, start=1):
        terminal.print(Padding(_line(number, finding), (0, 0, 0, 1)))
    say(_verdict(findings))


def _line(number: int, finding: Finding) -> Text:
    severity = Text(_(SEVERITIES[finding.severity]), style=STYLES[finding.severity])
    return Text.assemble(f"{number}. ", severity, f" ({finding.check}): {explain(finding, Language(current()))}")


def _verdict(findings: Sequence[Finding]) -> str:
    stops = sum(finding.severity is Severity.BLOCK for finding in findings)
    if not stops:
        return _("The two versions say the same.")
    sentence = ngettext("{n} difference must be mended.", "{n} differences must be mended.", stops)
    return sentence.format(n=stops)


def marked_text(pair: Pair, language: Language, findings: Sequence[Finding]) -> Text:
    """Return one version with ``«…»1`` around each stretch that a finding points at, coloured by its severity.

    A finding about the whole text is not marked: it would only hide the others.
    """
    written = pair.side(language).text.rstrip()
    spans = [
        (span.start, min(span.end, len(written)), number, STYLES[finding.severity])
        for number, finding in enumerate(findings, start=1)
        if (span := finding.cy if language is Language.CY else finding.en) is not None
        and (span.start > 0 or span.end < len(written))
        and span.start < len(written)
    ]
    # Signs that stand at one place: what ends there is closed before anything begins.
    signs = sorted(
        [(end, 0, f"»{number}", style) for _start, end, number, style in spans]
        + [(start, 1, "«", style) for start, _end, _number, style in spans]
    )
    shown, last = Text(), 0
    for place, _order, sign, style in signs:
        _append(shown, written[last:place], [one for one in spans if one[0] <= last < one[1]])
        shown.append(sign, style=style)
        last = max(last, place)
    shown.append(printable(written[last:]))
    return shown


def _append(shown: Text, part: str, around: list[tuple[int, int, int, str]]) -> None:
    """Append ``part`` in the colour of the shortest of the stretches that are ``around`` it."""
    style = min(around, key=lambda one: one[1] - one[0])[3] if around else None
    shown.append(printable(part), style=style)

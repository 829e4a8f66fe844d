"""Write docs/checks.md and docs/checks.cy.md: every check, in the words of ``cydbost check --explain NAME``.

usage: list_checks.py [--check]     (--check writes nothing, and exits with 1 when a page is stale)
"""

import sys
from pathlib import Path
from typing import Final

from cydbost_language import Language, explain_check
from cydbost_language.catalogue import CHECKS

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs"
NAMES: Final = {Language.CY: "checks.cy.md", Language.EN: "checks.md"}
OPENINGS: Final = {
    Language.CY: """\
# Y gwiriadau

*[English](checks.md)*

Caiff pob pâr ei wirio cyn iddo gael ei gymeradwyo, a thrachefn cyn ei gyhoeddi. Mae canfyddiad yn atal y neges
(`block`), yn gofyn i berson penodol ei dderbyn gyda rheswm (`warn`), neu’n werth ei wybod (`info`). Gall y cyngor
newid hynny o dan `[checks]` yn ei osodiadau, wrth enw’r gwiriad neu wrth god un math o ganfyddiad: nid yw’r hyn sy’n
atal byth yn llai na `warn`, nid yw `presence` na `language` byth yn llai na `block`, a gall y gweddill fod yn `off`.
Mae `cydbost check --explain ENW` yn dweud yr un peth. Mae’r dudalen hon yn cael ei chreu gan `tools/list_checks.py`.
""",
    Language.EN: """\
# The checks

*[Cymraeg](checks.cy.md)*

Every pair is checked before it is approved, and again before it goes out. A finding stops the posting (`block`), asks
a named person to accept it with a reason (`warn`), or is worth knowing (`info`). The council can change that under
`[checks]` in its settings, by the name of a check or by the code of one kind of finding: what stops a posting is never
milder than `warn`, `presence` and `language` are never milder than `block`, and the rest may be `off`.
`cydbost check --explain NAME` says the same. This page is written by `tools/list_checks.py`.
""",
}


def render(language: Language) -> str:
    """Return the page of all checks in ``language``, in the order in which their findings are read."""
    parts = (f"\n## {check.name}\n\n{explain_check(check.name, language)}\n" for check in CHECKS)
    return OPENINGS[language] + "".join(parts)


def stale() -> list[Path]:
    """Return the pages that do not say what the checks say."""
    pages = {FOLDER / name: render(language) for language, name in NAMES.items()}
    return [page for page, text in pages.items() if not page.exists() or page.read_text(encoding="utf-8") != text]


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` name the stale ones; return 1 when there are any, 2 for another word."""
    if arguments not in ([], ["--check"]):
        print("tools/list_checks.py [--check]", file=sys.stderr)
        return 2
    if arguments:
        found = stale()
        for page in found:
            print(f"{page.name}: stale; run tools/list_checks.py")
        return 1 if found else 0
    FOLDER.mkdir(exist_ok=True)
    for language, name in NAMES.items():
        (FOLDER / name).write_text(render(language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

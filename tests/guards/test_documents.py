"""Documents that stay true: links lead somewhere, and every check is explained in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cydbost_language.catalogue import CHECKS
from cydbost_language.messages import explain_check
from cydbost_language.pair import Language

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"(?<!!)\[[^\[\]\n]{1,300}\]\(([^()\s]{1,300})\)")


def _documents() -> list[Path]:
    folders = ("bot", "connectors", "docs", "examples", "language", "queue")
    return sorted([*ROOT.glob("*.md"), *(path for name in folders for path in (ROOT / name).rglob("*.md"))])


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#{1,6} (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def _broken(document: Path) -> Iterator[str]:
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (document.parent / name).resolve() if name else document
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
            yield link


@pytest.mark.parametrize("document", _documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    assert list(_broken(document)) == []


def test_each_layer_says_what_it_is() -> None:
    assert [
        name for name in ("bot", "connectors", "language", "queue") if not (ROOT / name / "README.md").exists()
    ] == []


@pytest.mark.parametrize("name", [check.name for check in CHECKS])
def test_every_check_is_explained_in_both_languages(name: str) -> None:
    welsh, english = explain_check(name, Language.CY), explain_check(name, Language.EN)
    assert min(len(welsh), len(english)) > 40
    assert welsh != english

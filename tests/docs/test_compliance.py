"""The page on compliance stays true: every rule is answered, and every sentence, path and test it names exists."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "compliance.md").read_text(encoding="utf-8")
RULES = {rule["id"]: rule for rule in tomllib.loads((ROOT / "docs" / "policy-rules.toml").read_text("utf-8"))["rule"]}

KEPT = "Cedwir · Kept"
BY_PEOPLE = "Cedwir gan bobl · Kept by people"
NOT_YET = "Nid yw yn y feddalwedd eto · Not yet in software"

#: The product's four sentences, as the policy has them.
PRODUCT = (
    "any public-facing information must be treated as equal and must appear bilingually",
    "Information must be identical in both English and Welsh",
    "The only exception is in an emergency, when information can be issued in English first, with the Welsh",
    "you should respond in the language in which the request was made",
)


@dataclass(frozen=True)
class Answer:
    """What the page says of one rule."""

    quoted: str
    section: str
    standing: str
    paths: tuple[str, ...]
    tests: tuple[str, ...]
    prose: str


def _answer(text: str) -> Answer:
    quote = " ".join(line.removeprefix(">").strip() for line in text.splitlines() if line.startswith(">"))
    sentence, source = re.fullmatch(r"“(.+)” +(.+)", quote).groups()  # type: ignore[union-attr]  # a page that does not match fails here
    named = re.findall(r"^  - `([^`]+)`$", text, flags=re.MULTILINE)
    return Answer(
        quoted=sentence,
        section=re.findall(r"\d+", source)[-1],
        standing=re.findall(r"^\*\*(.+)\*\*$", text, flags=re.MULTILINE)[0],
        paths=tuple(name for name in named if "::" not in name),
        tests=tuple(name for name in named if "::" in name),
        prose=text,
    )


def _answers() -> Iterator[tuple[str, Answer]]:
    parts = re.split(r"^### (R\d+) .+ · .+$", PAGE.split("\n## Yr hyn nad yw yma")[0], flags=re.MULTILINE)
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        yield name, _answer(text)


ANSWERS = dict(_answers())


@cache
def _tests_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def _exists(test: str) -> bool:
    path, _, name = test.partition("::")
    return Path(path).name.startswith("test_") and (ROOT / path).is_file() and name in _tests_of(path)


def test_every_rule_of_the_policy_is_answered_once_and_in_order() -> None:
    assert list(ANSWERS) == list(RULES)
    assert PAGE.count("\n### R") == len(RULES)


@pytest.mark.parametrize("name", RULES)
def test_an_answer_quotes_its_rule_word_for_word(name: str) -> None:
    assert ANSWERS[name].quoted == RULES[name]["sentence"]
    assert ANSWERS[name].section == RULES[name]["section"]


def test_the_four_sentences_of_the_product_are_kept_by_the_software() -> None:
    for sentence in PRODUCT:
        (name,) = [name for name, rule in RULES.items() if sentence in rule["sentence"]]
        assert ANSWERS[name].standing == KEPT


@pytest.mark.parametrize("name", RULES)
def test_every_path_that_an_answer_names_exists(name: str) -> None:
    assert [path for path in ANSWERS[name].paths if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("name", RULES)
def test_every_test_that_an_answer_names_exists(name: str) -> None:
    assert [test for test in ANSWERS[name].tests if not _exists(test)] == []


@pytest.mark.parametrize("name", RULES)
def test_what_is_called_kept_has_its_code_and_its_proof_and_what_is_not_says_what_is_missing(name: str) -> None:
    answer = ANSWERS[name]
    assert answer.standing in {KEPT, BY_PEOPLE, NOT_YET}
    if answer.standing != NOT_YET:
        assert answer.paths
        assert answer.tests
    if answer.standing != KEPT:
        assert re.search(r"^- Terfyn: .+(?:\n  .+)*\n- Limit: ", answer.prose, flags=re.MULTILINE)


def test_the_table_at_the_top_says_what_the_answers_say() -> None:
    rows = re.findall(r"^\| (R\d+) \| .+ \| (.+) \|$", PAGE, flags=re.MULTILINE)
    assert rows == [(name, answer.standing) for name, answer in ANSWERS.items()]

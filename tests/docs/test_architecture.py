"""The page on the architecture stays true: its drawings are the tables of moves, and its paths exist."""

import re
from collections.abc import Mapping, Set
from enum import StrEnum
from pathlib import Path

import pytest

from cydbost_queue.states import DELIVERY_MOVES, POSTING_MOVES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DRAWINGS = re.findall(r"^```mermaid\nstateDiagram-v2\n(.+?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
MOVE = re.compile(r"^    (\S+) --> (\w+|\[\*\])(?:: .+)?$", flags=re.MULTILINE)


def _told(moves: Mapping[StrEnum, Set[StrEnum]]) -> set[tuple[str, str]]:
    first = next(iter(moves)).value
    ends = {(now.value, "[*]") for now, after in moves.items() if not after}
    return {("[*]", first), *ends, *((now.value, to.value) for now, after in moves.items() for to in after)}


@pytest.mark.parametrize(
    ("drawing", "moves"),
    [(DRAWINGS[0], POSTING_MOVES), (DRAWINGS[1], DELIVERY_MOVES)],
    ids=["posting", "delivery"],
)
def test_a_drawing_of_states_has_exactly_the_moves_of_the_table(
    drawing: str, moves: Mapping[StrEnum, Set[StrEnum]]
) -> None:
    drawn = MOVE.findall(drawing)
    assert len(drawn) == len(drawing.splitlines()), "a line that is no move"
    assert len(drawn) == len(set(drawn)), "a move drawn twice"
    assert set(drawn) == _told(moves)


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_path_that_a_page_names_exists(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:bot|connectors|docs|examples|language|queue|tests|tools)/[\w./-]+)`", page)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_layer_that_the_linter_knows_is_drawn() -> None:
    drawing = PAGE.split("```mermaid\nflowchart TD\n")[1].split("```")[0]
    arrows = set(re.findall(r"^    (\w+) --> (\w+)", drawing, flags=re.MULTILINE))
    layers = {"bot", "queue", "connectors", "language"}
    assert {(above, below) for above, below in arrows if {above, below} <= layers} == {
        ("bot", "queue"),
        ("bot", "connectors"),
        ("bot", "language"),
        ("queue", "connectors"),
        ("queue", "language"),
    }

"""The layers' own pages stay true: their examples run as the page says, and what they name is there."""

import re
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest

from cydbost_queue.actions.channels import set_channels
from cydbost_queue.desk import Desk
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.store import create_store
from publishing.conftest import APPROVER, EDITOR, ENGLISH, WELSH, declared

ROOT = Path(__file__).resolve().parents[2]


def _page(layer: str) -> str:
    return (ROOT / layer / "README.md").read_text(encoding="utf-8")


def _example(layer: str) -> str:
    (code,) = re.findall(r"^```python\n(.+?)^```$", _page(layer), flags=re.MULTILINE | re.DOTALL)
    return str(code)


def test_the_example_of_the_language_layer_prints_what_its_page_says() -> None:
    code = _example("language")
    said = " ".join(re.findall(r"^# (.+)$", code, flags=re.MULTILINE))
    with redirect_stdout(StringIO()) as printed:
        exec(compile(code, "language/README.md", "exec"), {})
    assert " ".join(printed.getvalue().split()) == said


def test_the_example_of_the_queue_layer_schedules_a_posting(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'cydbost.db'}"
    prepared = Desk(create_store(url))
    channel = declared()
    set_channels(prepared, [channel])
    prepared.store.close()
    names = {
        "editor": EDITOR,
        "manager": APPROVER,
        "welsh": WELSH,
        "english": ENGLISH,
        "slot": datetime.now(UTC) + timedelta(days=1),
    }
    code = _example("queue").replace("sqlite:///cydbost.db", url).replace('"noticeboard"', f'"{channel.name}"')
    exec(compile(code, "queue/README.md", "exec"), names)
    desk, ref = names["desk"], names["ref"]
    assert isinstance(desk, Desk)
    assert show_posting(desk, str(ref)).line.state is PostingState.SCHEDULED
    desk.store.close()


@pytest.mark.parametrize("layer", ["bot", "connectors", "queue"])
def test_every_module_that_a_layers_page_names_is_there(layer: str) -> None:
    package = ROOT / layer / f"cydbost_{layer}"
    table = re.split(r"^\| (?:module|file) \|.+$", _page(layer), flags=re.MULTILINE)[1].partition("\n\n")[0]
    rows = re.findall(r"^\| (`.+?) \|", table, flags=re.MULTILINE)
    names = [name for row in rows for name in re.findall(r"`(\w+)[*/.py]*`", row)]
    assert len(names) > 4
    assert [name for name in names if not [*package.glob(f"{name}*")]] == []


def test_every_function_that_the_language_layers_page_names_is_there() -> None:
    named = re.findall(r"^\| `([\w.]+)", _page("language"), flags=re.MULTILINE)
    assert len(named) > 5
    for name in named:
        module, _, function = name.rpartition(".")
        home = import_module(f"cydbost_language.{module}" if module else "cydbost_language")
        assert callable(getattr(home, function))

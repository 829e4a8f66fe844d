"""Keep the message catalogues whole: ``update`` merges new sentences in, ``check`` fails on anything missing.

Each ``locale/`` folder of the four packages holds the Welsh of the folder beside it (without the parts that have a
``locale/`` of their own). A message id is the English sentence.
"""

import ast
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
FUNCTIONS: Final[dict[str, Any]] = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
PLURALS: Final = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
#: How templates are read: as the office reads them, and a template that cannot be read is said, not passed over.
OPTIONS: Final = {"extensions": "jinja2.ext.do", "silent": "false"}
#: Header lines that name a moment or nobody; they would differ at each run.
CHANGING: Final = (
    '"Report-Msgid',
    '"POT-Creation',
    '"PO-Revision',
    '"Last-Translator',
    '"Language-Team',
    '"Generated-By',
)
#: Keyword arguments of Typer's that a person reads: each must be marked where it stands.
READ_BY_PEOPLE: Final = frozenset({"help", "epilog", "short_help", "metavar", "prompt"})

#: What prints its first argument to a person at once.
PRINTERS: Final = frozenset({"say", "echo", "secho"})


def find_catalogues(root: Path) -> list[Path]:
    """Return every Welsh catalogue (.po) of the four packages under ``root``."""
    places = (root / part for part in ("bot", "connectors", "language", "queue"))
    return sorted(po for place in places for po in place.glob("**/locale/cy/LC_MESSAGES/*.po"))


def sources(po: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files whose sentences ``po`` holds, each with Babel's name for the way to read it."""
    part = po.parents[3]
    others = [folder.parent for folder in part.glob("*/**/locale") if folder.parent != part]
    for path in sorted(part.rglob("*")):
        if any(path.is_relative_to(other) for other in others):
            continue
        if path.suffix == ".py":
            yield path, "python"
        elif path.suffix in {".html", ".xml", ".txt", ".j2"} and "templates" in path.parts:
            yield path, "jinja2"


def extract(po: Path) -> Catalog:
    """Return every sentence of the sources of ``po``, with where it stands."""
    found = Catalog(fuzzy=False)
    part = po.parents[3]
    for path, method in sources(po):
        for _line, message, comments, context in extract_from_file(method, path, keywords=FUNCTIONS, options=OPTIONS):
            if message:
                found.add(
                    message, locations=[(path.relative_to(part).as_posix(), 0)], auto_comments=comments, context=context
                )
    return found


def read(po: Path) -> Catalog:
    """Return the Welsh catalogue in ``po``."""
    with po.open("rb") as stream:
        return read_po(stream, locale="cy", domain=po.stem)


def update(po: Path) -> None:
    """Merge new sentences into ``po`` for a person to translate. What is no longer used is left out."""
    catalogue = read(po)
    catalogue.update(extract(po), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:  # a sentence's file is worth knowing; its line changes with every edit
        message.locations = sorted({(name, 0) for name, _line in message.locations})
    write(po, catalogue)


def write(po: Path, catalogue: Catalog) -> None:
    """Write ``catalogue`` to ``po`` in an order, and with a header, that change only with the sentences."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=110, include_lineno=False, sort_output=True)
    header, gap, rest = stream.getvalue().decode().partition("\n\n")
    kept = [line for line in header.splitlines() if not line.startswith(CHANGING)]
    po.write_text("\n".join(kept) + gap + rest.rstrip("\n") + "\n", encoding="utf-8")


def faults(po: Path) -> Iterator[str]:
    """Yield what is wrong with ``po`` and its sources, each as ``file: sentence: fault``."""
    catalogue, used = read(po), extract(po)
    if catalogue.num_plurals != 6:
        yield f"{po}: header: Welsh has six plural forms: {PLURALS}"
    for message in used:
        if message.id:
            yield from (
                f"{po}: {message.id!r}: {fault}" for fault in _message_faults(catalogue.get(message.id), message)
            )
    for message in catalogue:
        if message.id and used.get(message.id) is None:
            yield f"{po}: {message.id!r}: obsolete, no source has it; run tools/catalogues.py update"
    for path, method in sources(po):
        if method == "python":
            yield from unmarked(path)


def _message_faults(welsh: Message | None, english: Message) -> Iterator[str]:
    forms = _forms(welsh.string) if welsh is not None else []
    if welsh is None or not all(forms):
        yield "no Welsh"
        return
    if welsh.fuzzy:
        yield "fuzzy: check it and take the mark away"
    wanted = _forms(english.id)
    if isinstance(english.id, tuple) and len(forms) != 6:
        yield "six plural forms are needed"
    for form in forms:
        if not any(gaps(form) == gaps(one) for one in wanted):
            yield f"the gaps {sorted(gaps(form))} are not those of the English, {sorted(gaps(wanted[-1]))}"
        words = re.sub(r"\{\w+\}|%\(\w+\)s", "", form)
        if form in wanted and len(re.findall(r"[^\W\d_]{2,}", words)) > 1:
            yield "the Welsh is a copy of the English"


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def gaps(sentence: str) -> frozenset[str]:
    """Return the names that are filled in: ``%(name)s`` and ``{name}``; a doubled ``{{`` is no gap."""
    found = set(re.findall(r"%\((\w+)\)", sentence))
    try:
        found |= {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name is not None}
    except ValueError:
        found |= {f"not well formed: {sentence}"}
    return frozenset(found)


def unmarked(path: Path) -> Iterator[str]:
    """Yield each literal that would be shown to people without being marked for translation.

    Seen are the texts given to Typer, and sentences printed straight away; the rest is a reader's to see.
    """
    text = path.read_text(encoding="utf-8")
    if "typer" not in text and "App(" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.keyword) and node.arg in READ_BY_PEOPLE and _is_words(node.value):
            yield f"{path}:{node.value.lineno}: {node.arg}= is not marked: write N_(...)"
        if isinstance(node, ast.Call) and _name(node.func) in PRINTERS and node.args and _is_sentence(node.args[0]):
            yield f"{path}:{node.lineno}: {_name(node.func)}() prints a sentence as it stands: write _(...)"


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_words(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and not re.fullmatch(r"[a-z|-]*", node.value)


def _is_sentence(node: ast.expr) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return any(re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", text) for text in texts)


def main(arguments: list[str]) -> int:
    """Run ``update`` or ``check``; return 0 when nothing is wrong, 1 when something is, 2 for another word."""
    catalogues = find_catalogues(ROOT)
    if arguments == ["update"]:
        for po in catalogues:
            update(po)
        return 0
    if arguments != ["check"]:
        print("tools/catalogues.py update|check", file=sys.stderr)
        return 2
    found = [fault.replace(f"{ROOT}/", "") for po in catalogues for fault in faults(po)]
    for fault in found:
        print(fault)
    print(f"{len(catalogues)} catalogues, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

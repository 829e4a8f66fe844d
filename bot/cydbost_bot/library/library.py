"""Loading the emergency templates and the saved replies: the package's own, and a council's over them."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from cydbost_bot.library.library_faults import LibraryCode, LibraryFault, LibraryRefused
from cydbost_bot.library.template_table import REPLY_CATEGORY, TemplateTable
from cydbost_language.templates import Template

#: More than any library a person wrote, and little enough to read whole.
MAX_BYTES: Final = 1_000_000

_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,59}")


def load_templates(directory: Path | None = None) -> Mapping[str, Template]:
    """Return the emergency templates by name: the package's own, with those in ``directory`` added over them.

    A template is one TOML file, named for the template; a council's file with the name of a built-in one takes its
    place. Raises ``LibraryRefused`` with every fault in every file.
    """
    templates: dict[str, Template] = {}
    faults: list[LibraryFault] = []
    for folder in [files(__package__) / "templates", *([directory] if directory else [])]:
        for source in _toml_files(folder, faults):
            template = _load_template(source, faults)
            if template:
                templates[template.name] = template
    return _loaded(templates, faults)


def templates_for(emergency: str, templates: Mapping[str, Template]) -> tuple[Template, ...]:
    """Return the templates that serve an ``emergency`` category of the settings (``flooding``, ``road-closed``).

    They are offered before English-first is: a template that bears the category's name comes first, then those
    filed under it. Empty where the library has none.
    """
    serving = [it for it in templates.values() if emergency in {it.name, it.category}]
    return tuple(sorted(serving, key=lambda it: (it.name != emergency, it.name)))


def load_saved_replies(path: Path | None = None) -> Mapping[str, Template]:
    """Return the saved replies by name: the package's own, with those in the file at ``path`` added over them.

    A reply is a template of the category ``reply``; ``acknowledgement`` is the one sent by itself. Raises
    ``LibraryRefused`` with every fault.
    """
    replies: dict[str, Template] = {}
    faults: list[LibraryFault] = []
    for source in [files(__package__) / "saved_replies.toml", *([path] if path else [])]:
        for name, table in (_read(source, faults) or {}).items():
            reply = _load_reply(name, table, source.name, faults)
            if reply:
                replies[name] = reply
    return _loaded(replies, faults)


def _loaded(templates: dict[str, Template], faults: list[LibraryFault]) -> Mapping[str, Template]:
    if faults:
        raise LibraryRefused(faults)
    return MappingProxyType(dict(sorted(templates.items())))


def _toml_files(folder: Traversable | Path, faults: list[LibraryFault]) -> list[Traversable | Path]:
    try:
        return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda it: it.name)
    except OSError as failure:
        faults.append(LibraryFault(folder.name, "", LibraryCode.UNREADABLE, {"reason": failure.strerror or ""}))
        return []


def _load_template(source: Traversable | Path, faults: list[LibraryFault]) -> Template | None:
    name = source.name.removesuffix(".toml")
    if not _NAME.fullmatch(name):
        faults.append(LibraryFault(source.name, "", LibraryCode.NAME))
        return None
    table = _read(source, faults)
    if table is None:
        return None
    reader = TemplateTable(table, file=source.name)
    template = reader.template(name)
    faults += reader.faults
    return template


def _load_reply(name: str, table: object, file: str, faults: list[LibraryFault]) -> Template | None:
    if not _NAME.fullmatch(name) or not isinstance(table, dict):
        code = LibraryCode.NOT_TABLE if _NAME.fullmatch(name) else LibraryCode.NAME
        faults.append(LibraryFault(file, name, code))
        return None
    reader = TemplateTable(table, file=file, prefix=f"{name}.")
    reply = reader.template(name, category=REPLY_CATEGORY)
    faults += reader.faults
    return reply


def _read(source: Traversable | Path, faults: list[LibraryFault]) -> dict[str, Any] | None:
    try:
        with source.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as failure:
        faults.append(LibraryFault(source.name, "", LibraryCode.UNREADABLE, {"reason": failure.strerror or ""}))
        return None
    if len(content) > MAX_BYTES:
        faults.append(LibraryFault(source.name, "", LibraryCode.TOO_LARGE, {"limit": str(MAX_BYTES)}))
        return None
    try:
        return tomllib.loads(content.decode(), parse_float=Decimal)
    except UnicodeDecodeError:
        faults.append(LibraryFault(source.name, "", LibraryCode.NOT_UTF8))
    except (tomllib.TOMLDecodeError, RecursionError) as failure:
        faults.append(LibraryFault(source.name, "", LibraryCode.NOT_TOML, {"detail": str(failure)}))
    return None

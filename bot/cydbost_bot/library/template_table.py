"""One TOML table read into a template, with every fault in it collected."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final

from cydbost_bot.library.library_faults import LibraryCode, LibraryFault
from cydbost_language.template_faults import FaultCode
from cydbost_language.template_review import template_faults
from cydbost_language.templates import Field, FieldKind, FieldValue, Template, Words

CATEGORIES: Final = (
    "flooding",
    "transport",
    "education",
    "utilities",
    "fire",
    "shelter",
    "police",
    "weather",
    "health",
    "industrial",
    "ground",
    "general",
)

#: The category of every saved reply.
REPLY_CATEGORY: Final = "reply"

_PLAIN_VALUES: Final = (str, int, Decimal, date, datetime, time)


class TemplateTable:
    """Reads one template from a TOML table; ``faults`` tells what stood in the way."""

    def __init__(self, table: Mapping[str, Any], *, file: str, prefix: str = "") -> None:
        self.table = table
        self.file = file
        self.prefix = prefix
        self.faults: list[LibraryFault] = []

    def template(self, name: str, *, category: str | None = None) -> Template | None:
        """Return the template called ``name``, or ``None`` with ``faults`` filled. A file states its category
        unless the caller gives it.
        """
        self._only(self.table, "", {"title", "text", "short", "fields"} | ({"category"} if category is None else set()))
        template = Template(
            name=name,
            category=self._category() if category is None else category,
            title=self._words(self.table, "title"),
            text=self._words(self.table, "text"),
            short=self._words(self.table, "short") if "short" in self.table else None,
            fields=tuple(self._fields()),
        )
        if not self.faults:
            self.faults += [self._of_words(fault.field, fault.code, fault.facts) for fault in template_faults(template)]
        return None if self.faults else template

    def _of_words(self, field: str, code: FaultCode, facts: Mapping[str, str]) -> LibraryFault:
        return LibraryFault(
            self.file, f"{self.prefix}fields.{field}" if field else self.prefix.rstrip("."), code, facts
        )

    def _fault(self, key: str, code: LibraryCode, **facts: str) -> None:
        self.faults.append(LibraryFault(self.file, self.prefix + key, code, facts))

    def _only(self, table: Mapping[str, Any], path: str, known: Iterable[str]) -> None:
        known = sorted(known)
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                self._fault(path + key, LibraryCode.KEY_UNKNOWN, near=near[0] if near else "")

    def _category(self) -> str:
        given = self._text(self.table, "category", "")
        if given and given not in CATEGORIES:
            self._fault("category", LibraryCode.CATEGORY_UNKNOWN, given=given, categories=", ".join(CATEGORIES))
        return given

    def _text(self, table: Mapping[str, Any], key: str, path: str) -> str:
        if key not in table:
            self._fault(path + key, LibraryCode.KEY_MISSING)
        elif not isinstance(table[key], str):
            self._fault(path + key, LibraryCode.NOT_TEXT)
        else:
            return str(table[key]).strip()
        return ""

    def _subtable(self, table: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any] | None:
        if key not in table:
            self._fault(path + key, LibraryCode.KEY_MISSING)
        elif not isinstance(table[key], dict):
            self._fault(path + key, LibraryCode.NOT_TABLE)
        else:
            return dict(table[key])
        return None

    def _words(self, table: Mapping[str, Any], key: str, path: str = "") -> Words:
        words = self._subtable(table, key, path)
        if words is None:
            return Words(cy="", en="")
        inside = f"{path}{key}."
        self._only(words, inside, {"cy", "en"})
        return Words(cy=self._text(words, "cy", inside), en=self._text(words, "en", inside))

    def _fields(self) -> list[Field]:
        tables = self._subtable(self.table, "fields", "") if "fields" in self.table else {}
        return [field for name in tables or {} if (field := self._field(tables or {}, name))]

    def _field(self, tables: Mapping[str, Any], name: str) -> Field | None:
        table = self._subtable(tables, name, "fields.")
        if table is None:
            return None
        path = f"fields.{name}."
        kind = self._kind(table, path)
        self._only(table, path, {"kind", "help", "example"} | ({"choices"} if kind is FieldKind.CHOICE else set()))
        return Field(
            name=name,
            kind=kind,
            help=self._words(table, "help", path),
            example=self._example(table, path),
            choices=self._choices(table, path) if kind is FieldKind.CHOICE else {},
        )

    def _kind(self, table: Mapping[str, Any], path: str) -> FieldKind:
        given = self._text(table, "kind", path)
        if given in list(FieldKind):
            return FieldKind(given)
        if given:
            self._fault(f"{path}kind", LibraryCode.KIND_UNKNOWN, given=given, kinds=", ".join(FieldKind))
        return FieldKind.TEXT

    def _choices(self, table: Mapping[str, Any], path: str) -> dict[str, Words]:
        choices = self._subtable(table, "choices", path) or {}
        return {key: self._words(choices, key, f"{path}choices.") for key in choices}

    def _example(self, table: Mapping[str, Any], path: str) -> FieldValue:
        example = table.get("example")
        if example is None:
            self._fault(f"{path}example", LibraryCode.KEY_MISSING)
        elif isinstance(example, _PLAIN_VALUES):
            return example
        elif isinstance(example, dict) and set(example) == {"both"}:
            return Words.same(self._text(example, "both", f"{path}example."))
        elif isinstance(example, dict) and example:
            return self._words(table, "example", path)
        else:
            self._fault(f"{path}example", LibraryCode.NOT_EXAMPLE)
        return ""

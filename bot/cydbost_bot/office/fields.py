"""What a form brought, and what is wrong with it."""

from collections.abc import Iterator

from starlette.datastructures import FormData, UploadFile

from cydbost_bot.office.words import _


class Form:
    """A posted form. Line ends are those of Unix; what is not there is empty."""

    def __init__(self, data: FormData) -> None:
        self._data = data

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def text(self, name: str, default: str = "") -> str:
        """Return one field as it was typed, without the spaces around it."""
        found = self._data.get(name)
        return _plain(found).strip() if isinstance(found, str) else default

    def texts(self, name: str) -> list[str]:
        """Return every value of a field that may come more than once."""
        return [_plain(found).strip() for found in self._data.getlist(name) if isinstance(found, str)]

    def file(self, name: str) -> UploadFile | None:
        """Return an uploaded file; ``None`` where none was chosen."""
        found = self._data.get(name)
        return found if isinstance(found, UploadFile) and found.filename else None

    def files(self, name: str) -> list[UploadFile]:
        """Return every uploaded file of a field."""
        return [found for found in self._data.getlist(name) if isinstance(found, UploadFile) and found.filename]

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield every written field, in the order of the form."""
        for name, found in self._data.multi_items():
            if isinstance(found, str):
                yield name, _plain(found)


class FieldErrors:
    """What is to be mended, by field, in the order of the form. Empty means that nothing is."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str]] = []

    def add(self, field: str, sentence: str) -> None:
        """Say what to mend in ``field``: the ``id`` of the element to go to."""
        self._found.append((field, sentence))

    def of(self, field: str) -> dict[str, str] | None:
        """Return the field's first mistake as GOV.UK's components take it."""
        return next(
            ({"text": sentence, "visuallyHiddenText": _("Error")} for name, sentence in self._found if name == field),
            None,
        )

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

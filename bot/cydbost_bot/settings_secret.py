"""Secrets: the configuration says where one is kept, never what it is."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Problem, Wording

NOT_SET = Wording("secret_not_set", N_("The environment variable {name} is not set. It holds a secret; set it."))
NOT_READ = Wording("secret_not_read", N_("The file {path} holds a secret and could not be read: {reason}."))
EMPTY = Wording("secret_empty", N_("The secret in {place} is empty. Put it there."))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a secret is kept: the environment variable ``env`` or the file ``path``.

    The secret itself is read when it is needed and kept nowhere, so that nothing can print it.
    """

    env: str | None = None
    path: Path | None = None

    def reveal(self) -> str:
        """Return the secret, without white space around it.

        Raises:
            Misuse: it is not there, or empty.
        """
        value = self._from_file(self.path) if self.path else self._from_environment(self.env or "")
        if not value.strip():
            raise Misuse(EMPTY(place=self.path or self.env))
        return value.strip()

    def missing(self) -> Problem | None:
        """Return why the secret cannot be read now, or ``None``."""
        try:
            self.reveal()
        except Misuse as error:
            return error.problems[0]
        return None

    @staticmethod
    def _from_environment(name: str) -> str:
        if name not in os.environ:
            raise Misuse(NOT_SET(name=name))
        return os.environ[name]

    @staticmethod
    def _from_file(path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "UTF-8"
            raise Misuse(NOT_READ(path=path, reason=reason)) from error


def read_place(value: Any, info: ValidationInfo) -> Place:  # noqa: ANN401 - whatever the file holds
    """Return the place that ``{env = "NAME"}`` or ``{file = "path"}`` names.

    Raises:
        PydanticCustomError: ``secret``, without the value: it may be a secret written where it should not be.
    """
    if isinstance(value, Place):
        return value
    if not isinstance(value, Mapping) or len(value) != 1:
        raise PydanticCustomError("secret", "secret")
    (kind, name), *_rest = value.items()
    if kind not in {"env", "file"} or not isinstance(name, str) or not name:
        raise PydanticCustomError("secret", "secret")
    folder = (info.context or {}).get("folder", Path())
    return Place(env=name) if kind == "env" else Place(path=folder / name)


Secret = Annotated[Place, BeforeValidator(read_place)]

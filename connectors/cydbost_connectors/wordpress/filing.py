"""How a site keeps its languages apart, and what it must be told for that."""

from collections.abc import Iterable, Mapping
from typing import Any

from cydbost_connectors.errors import NotAllowed
from cydbost_connectors.wordpress import details
from cydbost_connectors.wordpress.calls import Site


class Filing:
    """A site's way with languages: ``none``, ``categories``, ``polylang`` or ``wpml``."""

    def __init__(self, site: Site, way: str, categories: Mapping[str, str]) -> None:
        """``categories``: the slug of each language's category."""
        self._site, self._way, self._categories = site, way, categories

    def fields(self, language: str) -> dict[str, Any]:
        """Return the fields of a post in ``language`` (``cy,en`` for both).

        Raises:
            NotAllowed: the site lacks a category.
        """
        if self._way == "categories":
            return {"categories": [self._category(code) for code in language.split(",")]}
        return {"lang": language.split(",", maxsplit=1)[0]} if self._way == "polylang" else {}

    def check(self, languages: Iterable[str]) -> None:
        """Ask the site whether it can file posts in these languages.

        Raises:
            NotAllowed: what it lacks.
        """
        for language in sorted(languages):
            self.fields(language)
        if self._way == "polylang":
            schema = self._site.ask("OPTIONS", "/wp/v2/posts").row.get("schema")
            known = schema.get("properties") if isinstance(schema, dict) else None
            if not isinstance(known, dict) or "lang" not in known:
                raise NotAllowed(details.NO_POLYLANG)

    def params(self, language: str) -> dict[str, str]:
        """Return what stands in the query when a post in ``language`` is made."""
        return {"lang": language.split(",", maxsplit=1)[0]} if self._way == "wpml" else {}

    def twins(self, language: str, twin: tuple[str, int] | None) -> dict[str, Any]:
        """Return the fields that join a post to its twin, given the twin's language and number."""
        if self._way != "polylang" or twin is None or "," in language:
            return {}
        return {"translations": {twin[0]: twin[1]}}

    def ensure_taken(self, made: Mapping[str, Any], language: str) -> None:
        """Make sure that a post that is not public yet was filed under its language.

        Raises:
            NotAllowed: it was not; Polylang without Pro leaves the language out without a word.
        """
        if self._way == "polylang" and made.get("lang") != language.split(",", maxsplit=1)[0]:
            raise NotAllowed(details.NO_POLYLANG)

    def _category(self, code: str) -> int:
        slug = self._categories[code]
        found = self._site.ask("GET", "/wp/v2/categories", params={"slug": slug, "_fields": "id"}).rows
        if not found:
            raise NotAllowed(details.NO_CATEGORY + slug)
        return int(found[0]["id"])

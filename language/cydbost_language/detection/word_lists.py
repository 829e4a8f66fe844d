"""The word lists of this package's data folder, read once when first asked for."""

from functools import cache

from cydbost_language.detection.dictionary import bare


def _lines(name: str) -> list[str]:
    from importlib.resources import files  # noqa: PLC0415 - 10 ms that only the first detection need pay

    text = files("cydbost_language").joinpath("data", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of the list ``name`` (a file of words parted by blanks)."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrases_of(name: str) -> frozenset[tuple[str, ...]]:
    """Return the phrases of the list ``name`` (one a line), lower case, each as its words."""
    return frozenset(tuple(line.lower().split()) for line in _lines(name))


@cache
def leanings() -> dict[str, float]:
    """Return the words both languages write alike, with how far each leans to Welsh (above 0) or English."""
    pairs = (line.split() for line in _lines("shared_words.txt"))
    return {word: float(lean) for word, lean in pairs}


@cache
def words_of_other_languages() -> dict[str, frozenset[str]]:
    """Return, for each everyday word of a third language, the codes of the languages that write it.

    A long word is found without its accents as well, as it is typed on a phone.
    """
    found: dict[str, set[str]] = {}
    language = ""
    for line in _lines("other_words.txt"):
        for word in line.split():
            if word.startswith("["):
                language = word.strip("[]")
            else:
                for form in {word.lower(), bare(word.lower()) if len(word) > 2 else word.lower()}:
                    found.setdefault(form, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}

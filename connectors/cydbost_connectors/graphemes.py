"""Letters as a reader counts them: what Unicode calls extended grapheme clusters."""

import regex


def grapheme_count(text: str) -> int:
    """Return how many letters, signs and emoji a reader sees in ``text``, each with all that belongs to it.

    Source: Unicode Standard Annex 29, extended grapheme clusters.
    """
    return sum(1 for _ in regex.finditer(r"\X", text))

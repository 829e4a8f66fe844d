"""The mark by which the catalogue's tool finds a sentence where it is written."""


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark ``sentence`` for the catalogue and return it as it is; it is looked up when it is shown."""
    return sentence

"""The words that a person posts by hand."""


def with_link(text: str, link: str | None) -> str:
    """Return a text as it is posted: a link that does not stand among its words follows them."""
    return text if link is None or link in text else f"{text}\n\n{link}"

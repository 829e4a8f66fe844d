"""How long a text is on Facebook.

Facebook publishes a limit and no way of counting. Counted here are UTF-16 units, in which a browser and Facebook's own
apps count: never fewer than the characters of a text, so that nothing is let through that would be refused.
"""


def length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units: two for an emoji, one for every letter of Welsh."""
    return len(text) + sum(character > "\uffff" for character in text)

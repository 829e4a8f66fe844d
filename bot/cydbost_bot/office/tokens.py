"""What is worked out from a session's token: marks that forms carry, and seals on what a cookie keeps.

Nothing of it is stored. A mark differs on every page (a one-time pad over it), so that compressed pages do not give it
away letter by letter (the BREACH attack).
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

_LENGTH: Final = 32


def form_mark(token: str) -> str:
    """Return the mark of a form shown to the holder of ``token``."""
    pad = secrets.token_bytes(_LENGTH)
    return urlsafe_b64encode(pad + _xor(pad, _derived(token, "form"))).decode()


def is_form_mark(token: str, mark: str) -> bool:
    """Tell whether ``mark`` is one that the holder of ``token`` was given."""
    try:
        raw = urlsafe_b64decode(mark.encode("ascii"))
    except ValueError:
        return False
    if len(raw) != 2 * _LENGTH:
        return False
    return hmac.compare_digest(_xor(raw[:_LENGTH], raw[_LENGTH:]), _derived(token, "form"))


def sealed(token: str, text: str) -> str:
    """Return ``text`` as a cookie may keep it for the holder of ``token``."""
    body = urlsafe_b64encode(text.encode()).decode()
    return f"{body}.{_derived(token, 'said:' + body).hex()}"


def unsealed(token: str, kept: str) -> str | None:
    """Return what was ``sealed``, or ``None`` where it was not."""
    body, _dot, seal = kept.partition(".")
    if not hmac.compare_digest(seal.encode(), _derived(token, "said:" + body).hex().encode()):
        return None
    return urlsafe_b64decode(body.encode()).decode()


def _derived(token: str, purpose: str) -> bytes:
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).digest()


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))

"""Passwords: hashed with Argon2id, and refused where they are easily guessed.

What is asked of one follows NIST SP 800-63B, section 5.1.1.2: length, and nothing that is near at hand; no mixture of
signs is demanded, and none is ever called old.
"""

import secrets
import threading
import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from cydbost_queue.errors import Refused

SHORTEST: Final = 12  #: characters
LONGEST: Final = 256
_FEWEST: Final = 5  #: different characters
_AT_HAND: Final = ("cydbost", "password", "cyfrinair", "12345", "qwerty", "abcdef", "letmein", "welcome", "croeso")

# RFC 9106, section 4, the second recommended set: 64 MiB. Two at a time, so that sign-ins cannot fill the memory.
_HASHER: Final = PasswordHasher()
_AT_ONCE: Final = threading.BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return what may be kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_one_spelling(password))


def is_password(kept: str | None, password: str) -> bool:
    """Tell whether this is the password of which ``kept`` was kept; it takes as long where nothing was kept."""
    shortened = password[: LONGEST + 1]  # nobody's password is longer; it is not worth the work
    try:
        with _AT_ONCE:
            _HASHER.verify(kept or _nobodys(), _one_spelling(shortened))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept is not None


def is_out_of_date(kept: str) -> bool:
    """Tell whether it was hashed with less work than is done today."""
    return _HASHER.check_needs_rehash(kept)


def require_good_password(password: str, name: str) -> None:
    """Refuse a password that is too short, too long, or near at hand.

    Raises:
        Refused: it is one of these.
    """
    one = _one_spelling(password)
    if len(one) < SHORTEST:
        raise Refused("password_short", shortest=str(SHORTEST))
    if len(one) > LONGEST:
        raise Refused("password_long", longest=str(LONGEST))
    plain = one.casefold()
    near = [word for word in (*_AT_HAND, *name.casefold().replace("-", " ").split(), name.casefold()) if len(word) > 2]
    for word in sorted(near, key=len, reverse=True):
        plain = plain.replace(word, "")
    if len(set(plain)) < _FEWEST:
        raise Refused("password_guessable")


@cache
def _nobodys() -> str:
    """Return what the password of nobody is compared with, so that an unknown name takes as long as a known one."""
    return _HASHER.hash(secrets.token_hex())


def _one_spelling(password: str) -> str:
    """Return it as every keyboard writes it: an ``ŵ`` may come as one sign or two."""
    return unicodedata.normalize("NFKC", password)

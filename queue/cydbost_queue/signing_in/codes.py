"""The second proof: codes of an authenticator app (RFC 6238), and recovery codes that stand for it once each."""

import hmac
import secrets
from datetime import datetime
from typing import Final

import pyotp

from cydbost_queue.signing_in.tokens import token_hash

_STEP: Final = 30  #: seconds that a code lasts
_ABOUT: Final = (-1, 0, 1)  #: steps a phone's clock may be off (RFC 6238, section 5.2)
RECOVERY_CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  #: none that is taken for another
_GROUPS, _IN_GROUP = 3, 5  #: 15 signs of 31: 74 bits


def new_secret() -> str:
    """Return the secret that an app and Cydbost share, in base 32."""
    return pyotp.random_base32()


def address_of(secret: str, *, person: str, council: str) -> str:
    """Return the address that an app reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name=council)


def step_of(secret: str, code: str, at: datetime, *, after: int | None = None) -> int | None:
    """Return the step of time of which this is the code, or ``None``.

    Args:
        secret: as ``new_secret`` made it.
        code: what somebody typed; blanks do not count.
        at: when they did.
        after: the step of the last code that was taken: a code is taken once.
    """
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdecimal()):
        return None
    app, now = pyotp.TOTP(secret), int(at.timestamp()) // _STEP
    found = [now + off for off in _ABOUT if hmac.compare_digest(app.generate_otp(now + off), typed)]
    return next((step for step in found if after is None or step > after), None)


def new_recovery_codes() -> list[str]:
    """Return fresh codes, as people write them down: ``abcde-fghjk-mnpqr``."""
    return ["-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]


def recovery_hash(code: str) -> str:
    """Return what is kept of a recovery code, however it was typed."""
    return token_hash("".join(letter for letter in code.casefold() if letter.isalnum()))


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_IN_GROUP))

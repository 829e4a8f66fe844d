"""The office's cookies: the session's token, the language, and one message for the next page."""

import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from cydbost_bot.i18n import LANGUAGES
from cydbost_bot.office.house import Office
from cydbost_bot.office.tokens import sealed, unsealed

SESSION: Final = "cydbost-session"
LANGUAGE: Final = "cydbost-language"
SAID: Final = "cydbost-said"
SIGN_IN: Final = "cydbost-sign-in"
_A_YEAR: Final = 31_536_000  # seconds
_A_MINUTE: Final = 60  # seconds
_TEN_MINUTES: Final = 600  # seconds


def token_of(office: Office, request: Request) -> str:
    """Return the session's token, or one for a visitor who has none yet (their forms carry a mark too)."""
    return request.cookies.get(_named(office, SESSION), "")


def new_token() -> str:
    """Return a token that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


def keep_token(office: Office, answer: Response, token: str) -> None:
    """Have the browser keep ``token`` until it is closed; how long it counts is the server's to say."""
    _keep(office, answer, SESSION, token)


def forget_token(office: Office, answer: Response) -> None:
    """Have the browser forget the token."""
    answer.delete_cookie(
        _named(office, SESSION), path=_path(office), secure=office.is_secure, httponly=True, samesite="lax"
    )


def keep_sign_in(office: Office, answer: Response, token: str) -> None:
    """Have the browser keep the token of a sign-in that is under way."""
    _keep(office, answer, SIGN_IN, token, seconds=_TEN_MINUTES)


def sign_in_of(office: Office, request: Request) -> str:
    """Return the token of the sign-in that is under way in this browser; empty where none is."""
    return request.cookies.get(_named(office, SIGN_IN), "")


def forget_sign_in(office: Office, answer: Response) -> None:
    """Have the browser forget it: it is over."""
    answer.delete_cookie(_named(office, SIGN_IN), path=_path(office), secure=office.is_secure, httponly=True)


def keep_language(office: Office, answer: Response, language: str) -> None:
    """Have the browser remember the language chosen."""
    _keep(office, answer, LANGUAGE, language, seconds=_A_YEAR)


def language_of(office: Office, request: Request, own: str | None = None) -> str:
    """Return the language chosen in this browser, else the person's ``own``, else the one it asks for, else Welsh."""
    chosen = request.cookies.get(_named(office, LANGUAGE), "")
    if chosen in LANGUAGES or own:
        return chosen if chosen in LANGUAGES else str(own)
    asked = [
        part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")
    ]
    return next((code for code in asked if code in LANGUAGES), LANGUAGES[0])


def say_next(office: Office, answer: Response, token: str, message: str) -> None:
    """Have the next page say ``message`` once."""
    _keep(office, answer, SAID, sealed(token, message), seconds=_A_MINUTE)


def said(office: Office, request: Request, token: str) -> str | None:
    """Return what the page before wanted said."""
    kept = request.cookies.get(_named(office, SAID))
    return unsealed(token, kept) if kept else None


def said_it(office: Office, answer: Response) -> None:
    """Say it no more."""
    answer.delete_cookie(_named(office, SAID), path=_path(office), secure=office.is_secure, httponly=True)


def _keep(office: Office, answer: Response, name: str, value: str, *, seconds: int | None = None) -> None:
    answer.set_cookie(
        _named(office, name),
        value,
        max_age=seconds,
        path=_path(office),
        secure=office.is_secure,
        httponly=True,
        # a link in a notice (an e-mail, a message) must open the page that it names
        samesite="lax",
    )


def _named(office: Office, name: str) -> str:
    """Return the cookie's name: browsers keep one that begins so to this very host, and to https."""
    return f"__Host-{name}" if office.is_secure and not office.root else name


def _path(office: Office) -> str:
    return office.root or "/"

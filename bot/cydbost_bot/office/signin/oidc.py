"""OpenID Connect: the code flow with PKCE, and an identity that is believed only when every part of it fits.

What is checked follows OpenID Connect Core 1.0, section 3.1.3.7, and RFC 9700: the issuer to the letter, the audience,
the times, the nonce, and a signature by one of the provider's own keys with an algorithm of public keys.
"""

import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from cydbost_bot.problem import Misuse
from cydbost_bot.settings_secret import Place

_SCOPES: Final = "openid profile email"
#: Signatures of public keys alone: whoever knows the client's secret must not be able to make an identity.
_ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_LEEWAY: Final = 60  #: seconds that the two clocks may differ
_TIMEOUT: Final = 10.0  #: seconds, for each call
_KEPT: Final = 3600.0  #: seconds that what the provider says of itself is believed
_LONGEST: Final = 1_000_000  #: bytes of an answer
#: How long ago, at the most, a person may have signed in there, where they were asked to do so again.
_FRESH: Final = 300  # seconds
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class ProviderFailed(Exception):
    """The provider could not be asked, or what it said does not fit; ``args`` say what, for the log."""


@dataclass(frozen=True, slots=True)
class Client:
    """What the office is to the provider."""

    issuer: str
    client_id: str
    client_secret: Place | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to send a person, and what must come back with them."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider vouches for."""

    issuer: str
    subject: str
    claims: Mapping[str, Any]

    def values(self, claim: str) -> frozenset[str]:
        """Return what a claim holds, one value or several."""
        found = self.claims.get(claim)
        return frozenset(map(str, found)) if isinstance(found, list) else frozenset([found] if found else [])

    def text(self, claim: str) -> str:
        """Return what a claim says; empty where it is no text."""
        found = self.claims.get(claim)
        return found.strip() if isinstance(found, str) else ""


class Provider:
    """One council's provider, such as Entra ID."""

    def __init__(self, client: Client, return_to: str) -> None:
        """``return_to`` is the address to which the provider sends people back."""
        self._own, self._return_to = client, return_to
        self._told: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def ask(self, *, again: bool = False) -> Asked:
        """Return where to send a person; with ``again`` they are to show there once more who they are.

        Raises:
            ProviderFailed: the provider does not say where that is.
        """
        more = {"prompt": "login", "max_age": "0"} if again else {}
        verifier, nonce, state = generate_token(64), generate_token(32), generate_token(32)
        with self._client() as client:
            address, _state = client.create_authorization_url(
                self._says("authorization_endpoint"), state=state, code_verifier=verifier, nonce=nonce, **more
            )
        return Asked(address, state, nonce, verifier)

    def identity(self, code: str, verifier: str, nonce: str, *, again: bool = False) -> Identity:
        """Return whom the provider vouches for with ``code``.

        Raises:
            ProviderFailed: it vouches for nobody, or something of it does not fit.
        """
        try:
            with self._client() as client:
                token = client.fetch_token(self._says("token_endpoint"), code=code, code_verifier=verifier)
        except (OAuthError, httpx.HTTPError, ValueError) as error:
            raise ProviderFailed(f"the code was not taken: {type(error).__name__}") from error
        claims = self._claims(str(token.get("id_token", "")))
        self._require(claims, nonce, again=again)
        subject = claims.get("oid") or claims.get("sub")  # Entra ID: “oid” is the same in all its applications
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise ProviderFailed("no subject")
        return Identity(self._own.issuer, subject, claims)

    def _claims(self, raw: str) -> dict[str, Any]:
        for again in (False, True):
            try:
                return dict(jwt.decode(raw, self._key_set(fresh=again), algorithms=list(_ALGORITHMS)).claims)
            except (JoseError, ValueError, KeyError) as error:  # the provider may have a new key
                failure = error
        raise ProviderFailed(f"the identity is not signed as it should be: {type(failure).__name__}")

    def _require(self, claims: Mapping[str, Any], nonce: str, *, again: bool) -> None:
        now, mine = time.time(), self._own.client_id
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        fits = {
            "iss": claims.get("iss") == self._own.issuer,
            "aud": mine in audiences and (len(audiences) == 1 or claims.get("azp") == mine),
            "azp": claims.get("azp", mine) == mine,
            "exp": _number(claims.get("exp")) > now - _LEEWAY,
            "iat": now - 600 - _LEEWAY < _number(claims.get("iat")) < now + _LEEWAY,
            "nbf": _number(claims.get("nbf", 0)) < now + _LEEWAY,
            "nonce": hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()),
            "auth_time": not again or _number(claims.get("auth_time", claims.get("iat"))) > now - _FRESH - _LEEWAY,
        }
        wrong = [name for name, is_right in fits.items() if not is_right]
        if wrong:
            raise ProviderFailed(f"does not fit: {', '.join(wrong)}")

    def _says(self, name: str) -> str:
        if self._told is None or time.monotonic() - self._told[0] > _KEPT:
            found = self._fetch(f"{self._own.issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != self._own.issuer:
                raise ProviderFailed("it calls itself otherwise than [office.oidc] issuer")
            self._told = time.monotonic(), found
        address = self._told[1].get(name)
        if not isinstance(address, str) or not self._is_safe(address):
            raise ProviderFailed(f"it gives no safe {name}")
        return address

    def _is_safe(self, address: str) -> bool:
        """Tell whether codes and keys may travel there: over https, or within this machine."""
        parts = urlsplit(address)
        return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)

    def _key_set(self, *, fresh: bool) -> KeySet:
        if fresh or self._keys is None or time.monotonic() - self._keys[0] > _KEPT:
            self._keys = time.monotonic(), KeySet.import_key_set(self._fetch(self._says("jwks_uri")))  # type: ignore[arg-type]  # it checks them itself
        return self._keys[1]

    def _fetch(self, address: str) -> dict[str, Any]:
        if not self._is_safe(address):
            raise ProviderFailed("its address is not safe: https is wanted")
        try:
            answer = httpx.get(address, timeout=_TIMEOUT, follow_redirects=False)
            found = answer.json() if answer.status_code == httpx.codes.OK and len(answer.content) <= _LONGEST else None
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderFailed(f"it does not answer: {type(error).__name__}") from error
        if not isinstance(found, dict):
            raise ProviderFailed(f"it answers with status {answer.status_code}")
        return found

    def _client(self) -> OAuth2Client:
        try:
            secret = self._own.client_secret.reveal() if self._own.client_secret else None
        except Misuse as error:
            raise ProviderFailed("the client's secret is missing") from error
        return OAuth2Client(
            client_id=self._own.client_id,
            client_secret=secret,
            token_endpoint_auth_method="client_secret_post" if secret else "none",
            scope=_SCOPES,
            redirect_uri=self._return_to,
            code_challenge_method="S256",
            timeout=_TIMEOUT,
            follow_redirects=False,
        )


def _number(value: object) -> float:
    """Return a time of a claim; one that is none has long passed."""
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0

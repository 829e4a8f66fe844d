"""Signing in with the council's own account, at a provider that runs beside the tests; and what is never believed."""

import json
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from cydbost_bot.office.signin.oidc import Client, Provider, ProviderFailed
from cydbost_bot.settings_office import Oidc
from cydbost_bot.settings_secret import Place
from cydbost_queue.actions.passwords import invite
from cydbost_queue.actions.people import disable
from cydbost_queue.policy import Role
from cydbost_queue.queries.people import person_bound
from office.front_door import ADDRESS, ADMINISTRATOR, Browser, FrontDoor
from office.office_rig import House, text_of

USERS: dict[str, dict[str, Any]] = {
    "s-jo": {"oid": "o-jo", "preferred_username": "jo@council.example", "roles": ["Cydbost.Author", "Other"]},
    "s-none": {"oid": "o-none", "preferred_username": "none@council.example", "roles": ["Other"]},
    "s-thief": {"oid": "o-thief", "preferred_username": "translator", "roles": ["Cydbost.Author"]},
    "s-admin": {"oid": "o-admin", "preferred_username": "a@council.example", "roles": []},
}
ROLES = {"Cydbost.Author": "author", "Cydbost.Approver": "approver"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Give the address of a provider in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    users = [f"--user-claims={json.dumps({'sub': sub, **claims})}" for sub, claims in USERS.items()]
    command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), "--require-nonce", "true", *users]
    provider = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(f"{address}/.well-known/openid-configuration")
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    yield address
    provider.terminate()
    provider.wait(10)


@pytest.fixture
def door(house: House, issuer: str, monkeypatch: pytest.MonkeyPatch) -> FrontDoor:
    monkeypatch.setenv("CYDBOST_OIDC_SECRET", "what-the-office-says-to-the-provider")
    oidc = Oidc.model_validate(
        {"issuer": issuer, "client_id": "cydbost", "client_secret": {"env": "CYDBOST_OIDC_SECRET"}, "roles": ROLES}
    )
    return FrontDoor(house, {"sign_in": "both", "oidc": oidc})


def went(browser: Browser, sub: str, path: str = "/sign-in/council") -> str:
    """Let somebody sign in at the provider; return with what they come back."""
    link = browser.get(path).headers["location"]
    back = httpx.post(link, data={"sub": sub}).headers["location"]
    assert back.startswith(f"{ADDRESS}/sign-in/council/back?")
    return back.removeprefix(ADDRESS)


def come(door: FrontDoor, sub: str) -> Browser:
    browser = door.browser()
    browser.get(went(browser, sub, "/sign-in/council?next=/me"))
    return browser


def test_whoever_has_a_role_at_the_council_comes_in_with_it(door: FrontDoor, issuer: str) -> None:
    browser = door.browser()
    assert "/sign-in/council?next=" in browser.get("/sign-in").text
    asked = parse_qs(urlsplit(browser.get("/sign-in/council?next=/me").headers["location"]).query)
    assert (asked["code_challenge_method"], asked["response_type"]) == (["S256"], ["code"])
    assert all(len(asked[name][0]) >= 32 for name in ("state", "nonce", "code_challenge"))
    inside = come(door, "s-jo")
    assert (inside.last.status_code, inside.last.headers["location"]) == (303, "/me")  # type: ignore[union-attr]  # there was one
    assert "jo@council.example" in text_of(inside.get("/me"))
    assert door.directory().require("jo@council.example").roles == {Role.AUTHOR}
    assert person_bound(door.house.council.desk, issuer, "o-jo") == "jo@council.example"
    httpx.put(f"{issuer}/users/s-jo", json={**USERS["s-jo"], "roles": ["Cydbost.Approver"]})
    assert come(door, "s-jo").is_in()
    assert door.directory().require("jo@council.example").roles == {Role.APPROVER}
    httpx.put(f"{issuer}/users/s-jo", json=USERS["s-jo"])
    disable(door.house.council.desk, ADMINISTRATOR, "jo@council.example")
    assert not inside.is_in()
    assert not come(door, "s-jo").is_in()


@pytest.mark.parametrize("sub", ["s-none", "s-thief"])
def test_nobody_comes_in_without_a_role_or_by_another_persons_name(door: FrontDoor, sub: str) -> None:
    browser = come(door, sub)
    assert browser.last is not None
    assert browser.last.status_code == 403
    assert "You are not known here yet" in text_of(browser.last)
    assert not browser.is_in()


def test_an_invited_person_of_the_configuration_is_bound_to_their_account_once(door: FrontDoor, issuer: str) -> None:
    desk = door.house.council.desk
    token = invite(desk, ADMINISTRATOR, "administrator")
    browser = door.browser()
    browser.get(f"/invitation/{token}")
    browser.get(went(browser, "s-admin"))
    assert browser.is_in()
    assert person_bound(desk, issuer, "o-admin") == "administrator"
    assert browser.get(f"/invitation/{token}").status_code == 404
    assert come(door, "s-admin").is_in()


def test_an_act_that_matters_is_done_after_showing_at_the_council_who_one_is(door: FrontDoor) -> None:
    browser = door.browser()
    browser.get(f"/invitation/{invite(door.house.council.desk, ADMINISTRATOR, 'administrator')}")
    browser.get(went(browser, "s-admin"))
    door.wait(400)
    typed = {"name": "Sam", "role-author": "yes", "limited": "no"}
    assert "Confirm with the council’s account" in text_of(browser.send("/people/new", typed))
    before, link = browser.token, browser.get("/sign-in/council").headers["location"]
    asked = parse_qs(urlsplit(link).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    back = httpx.post(link, data={"sub": "s-admin"}).headers["location"].removeprefix(ADDRESS)
    page = browser.get(back)
    assert 'name="role-author" value="yes"' in page.text
    assert browser.token != before
    assert browser.post("/people/new", typed).headers["location"] == "/people/Sam"


def test_another_account_confirms_nothing(door: FrontDoor) -> None:
    browser = door.browser()
    browser.get(f"/invitation/{invite(door.house.council.desk, ADMINISTRATOR, 'administrator')}")
    browser.get(went(browser, "s-admin"))
    door.wait(400)
    browser.send("/people/new", {"name": "Sam", "role-author": "yes", "limited": "no"})
    before = browser.token
    assert browser.get(went(browser, "s-jo")).status_code == 403
    assert browser.token == before


def test_what_was_begun_elsewhere_or_comes_back_twice_lets_nobody_in(door: FrontDoor) -> None:
    browser, other = door.browser(), door.browser()
    back = went(browser, "s-jo")
    assert other.get(back).headers["location"] == "/sign-in"  # somebody was sent a link with a code in it
    assert not other.is_in()
    wrong = back.replace("state=", "state=x")
    assert browser.get(wrong).headers["location"] == "/sign-in"
    assert browser.get(back).headers["location"] == "/sign-in"  # it was spent
    assert not browser.is_in()


def test_a_provider_that_fails_is_said_so_and_no_secret_is_in_the_log(
    door: FrontDoor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = door.browser()
    back = went(browser, "s-jo")
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = browser.get(back.replace("code=", "code=x"))
    assert (answer.status_code, "does not answer as it should" in text_of(answer)) == (503, True)
    assert "what-the-office-says-to-the-provider" not in caplog.text + answer.text
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("cydbost"))
    assert "the code was not taken" in ours
    assert code not in ours


def test_a_way_that_the_council_gave_up_lets_nobody_in_any_more(door: FrontDoor, house: House) -> None:
    inside = come(door, "s-jo")
    local = FrontDoor(house, {"sign_in": "local"})
    browser = local.browser()
    browser.client.cookies = inside.client.cookies
    assert not browser.is_in()
    assert browser.get("/sign-in/council").status_code == 404


KEY = RSAKey.generate_key(2048, {"kid": "one"})
ISSUER = "https://login.example/tenant/v2.0"


@pytest.fixture
def provider() -> Provider:
    made = Provider(Client(ISSUER, "cydbost", Place(env="NOT_SET")), f"{ADDRESS}/sign-in/council/back")
    made._keys = time.monotonic(), KeySet([RSAKey.import_key(KEY.as_dict(private=False))])
    made._told = time.monotonic(), {"issuer": ISSUER, "jwks_uri": "https://127.0.0.1:1/keys"}
    return made


def claims(**other: Any) -> dict[str, Any]:
    now = int(time.time())
    return {"iss": ISSUER, "aud": "cydbost", "sub": "s", "iat": now, "exp": now + 300, "nonce": "n", **other}


def test_an_identity_that_fits_is_believed(provider: Provider) -> None:
    raw = jwt.encode({"alg": "RS256", "kid": "one"}, claims(aud=["cydbost"]), KEY)
    found = provider._claims(raw)
    provider._require(found, "n", again=True)
    assert found["sub"] == "s"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://login.example/other/v2.0"},
        {"iss": f"{ISSUER}/"},
        {"aud": "another"},
        {"aud": ["cydbost", "another"]},
        {"aud": ["cydbost", "another"], "azp": "another"},
        {"azp": "another"},
        {"exp": 1},
        {"exp": None},
        {"iat": 1},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
        {"nonce": "other"},
        {"nonce": None},
    ],
    ids=str,
)
def test_an_identity_of_which_one_part_does_not_fit_is_not_believed(provider: Provider, wrong: dict[str, Any]) -> None:
    with pytest.raises(ProviderFailed, match=f"does not fit: .*{next(iter(wrong))}"):
        provider._require(claims(**wrong), "n", again=False)


def test_whoever_signed_in_at_the_council_long_ago_has_not_shown_who_they_are_now(provider: Provider) -> None:
    with pytest.raises(ProviderFailed, match="auth_time"):
        provider._require(claims(auth_time=int(time.time()) - 3600), "n", again=True)


def test_an_identity_signed_with_another_key_or_with_a_shared_secret_is_not_believed(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "_fetch", lambda _address: KeySet([KEY]).as_dict(private=False))
    other = RSAKey.generate_key(2048, {"kid": "one"})
    shared = OctKey.import_key("what-the-office-says-to-the-provider")
    none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzIn0."
    for raw in (
        jwt.encode({"alg": "RS256", "kid": "one"}, claims(), other),
        jwt.encode({"alg": "HS256", "kid": "one"}, claims(), shared),
        none,
        "no token",
        "",
    ):
        with pytest.raises(ProviderFailed):
            provider._claims(raw)


def test_codes_and_keys_travel_over_https_alone(provider: Provider) -> None:
    assert provider._own == replace(provider._own)
    for address in ("http://login.example/keys", "file:///etc/passwd", "ftp://login.example"):
        with pytest.raises(ProviderFailed, match="not safe"):
            provider._fetch(address)

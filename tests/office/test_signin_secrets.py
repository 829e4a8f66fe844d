"""Nothing that lets somebody into the office stands in the database, the record, a log or a later page."""

import logging
import re
from pathlib import Path

import pyotp
import pytest

from cydbost_bot.office.cookies import SIGN_IN
from cydbost_bot.settings_secret import Place
from cydbost_bot.vault_key import make_key
from cydbost_queue.actions.passwords import invite
from office.front_door import ADMINISTRATOR, PASSWORD, FrontDoor
from office.office_rig import House
from publishing.test_secrets_stand_nowhere import everything, forms


def found(pattern: str, page: str) -> str:
    match = re.search(pattern, page)
    assert match is not None
    return match[1]


def test_no_secret_of_signing_in_stands_in_the_database_a_log_or_a_later_page(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    make_key(tmp_path / "vault-key")
    database = house.settings.database.model_copy(update={"vault_key": Place(path=tmp_path / "vault-key")})
    house.settings = house.settings.model_copy(update={"database": database})
    door, desk = FrontDoor(house), house.council.desk
    invitation = invite(desk, ADMINISTRATOR, "translator")
    browser = door.browser()
    anonymous = [browser.get("/sign-in"), browser.token]
    assert anonymous
    browser.get(f"/invitation/{invitation}")
    browser.post(f"/invitation/{invitation}", {"password": PASSWORD, "again": PASSWORD})
    under_way = [str(browser.client.cookies[SIGN_IN])]
    app = browser.get("/sign-in/app").text
    under_way.append(str(browser.client.cookies[SIGN_IN]))
    spaced = found(r'<code class="app-secret">([^<]+)<', app)
    secret = spaced.replace(" ", "")
    half_way = everything(house.council)  # while the app is being set up, its secret is known already
    codes = browser.post("/sign-in/app", {"code": pyotp.TOTP(secret).at(desk.clock.now())}).text
    tokens = [browser.token]
    key = found(r'<code class="app-secret">([^<]+)<', browser.send(
        "/me/keys/new", {"label": "x", "days": "30", "scope-read": "yes"}
    ).text)  # fmt: skip
    door.wait(400)
    asked = browser.send("/me/codes", {}, page="/me")
    assert asked.status_code == 200
    browser.post("/me/codes", {"confirm_code": pyotp.TOTP(secret).at(desk.clock.now())})
    tokens.append(browser.token)
    browser.send("/me/password", {"before": "a wrong one", "password": PASSWORD, "again": PASSWORD})
    pages = "".join(browser.get(path).text for path in ("/me", "/", "/me/keys/new", "/me/password"))
    assert len(set(tokens)) == 2
    secrets = {
        "invitation": invitation,
        "password": PASSWORD,
        "app": secret,
        "app in groups": spaced,
        "key": key,
        **{f"code {number}": one for number, one in enumerate(re.findall(r"<li><code>([^<]+)</code>", codes))},
        **{f"token {number}": one for number, one in enumerate([*tokens, *under_way])},
    }
    assert len(secrets) == 19
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    places = {"half way": half_way, "database": everything(house.council), "log": logged, "pages": pages}
    assert [
        (place, name)
        for place, text in places.items()
        for name, secret in secrets.items()
        if any(form in text for form in forms(secret))
    ] == []

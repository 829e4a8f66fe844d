"""No secret of any platform stands in the database, the record, a log or an error: whatever the platforms answer."""

import base64
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlmodel import SQLModel
from threads_double import RENEWED, ThreadsDesk, ThreadsDouble
from threads_double import TOKEN as THREADS_TOKEN

from connectors import facebook_double, mastodon_double, wordpress_double, x_double
from connectors.bluesky_double import PASSWORD as BLUESKY_PASSWORD
from connectors.bluesky_fixtures import open_bluesky
from connectors.loopback import Double, says, served
from connectors.mastodon_fixtures import open_server
from connectors.wordpress_double import open_site
from connectors.x_fixtures import open_x
from cydbost_connectors import Connector, Vault
from cydbost_connectors.x.connector import XConnector
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.content import Content
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.resealing import look_over
from cydbost_queue.sealing import new_key, seal_of
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Carries, Layout, OnHalf
from cydbost_queue.vault import StoreVault
from cydbost_queue.worker import Worker
from publishing.conftest import APPROVER, EDITOR, ENGLISH, TRANSLATOR, WELSH, Council

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SEAL = seal_of(new_key())


@dataclass
class Reached:
    """One platform's account: its double, and what must be seen nowhere, as it stands in the end.

    ``clocked`` is the double whose clock the account goes by, where its credentials are renewed.
    """

    double: Double
    connector: Connector
    secrets: Callable[[], list[str]]
    clocked: x_double.XDouble | ThreadsDouble | None = None


@contextmanager
def platforms(vault: Callable[[str], Vault]) -> Iterator[dict[str, Reached]]:
    """Open an account on every platform that asks for a secret."""
    with ExitStack() as opened:
        x, bluesky = opened.enter_context(open_x()), opened.enter_context(open_bluesky())
        mastodon, site = opened.enter_context(open_server()), opened.enter_context(open_site())
        page, threads = facebook_double.GraphDouble(), ThreadsDouble()
        opened.enter_context(served(page))
        opened.enter_context(served(threads))
        waits = (10.0, 10.0)
        x_account = x.account({"auth": "oauth2"}, vault=vault("x"))
        password = wordpress_double.PASSWORD
        basic = base64.b64encode(f"{wordpress_double.USER}:{password}".encode()).decode()
        yield {
            "x": Reached(
                x.double,
                XConnector(x_account, waits),
                lambda: [*x_double.KEYS.values(), x.double.access_token, x.double.refresh_token],
                x.double,
            ),
            "bluesky": Reached(
                bluesky.double,
                bluesky.connector(vault=vault("bluesky")),
                lambda: [BLUESKY_PASSWORD, *bluesky.double.tokens],
            ),
            "mastodon": Reached(mastodon.double, mastodon.connector(), lambda: [mastodon_double.TOKEN]),
            "wordpress": Reached(site.site, site.connector(), lambda: [password, basic]),
            "facebook": Reached(
                page,
                facebook_double.PageDesk(page).connector(vault=vault("facebook")),
                lambda: [facebook_double.TOKEN, facebook_double.APP_SECRET, facebook_double.PROOF],
            ),
            "threads": Reached(
                threads,
                ThreadsDesk(threads).connector(vault=vault("threads")),
                lambda: [THREADS_TOKEN, RENEWED],
                threads,
            ),
        }


def refusal(name: str, words: str) -> dict[str, Any]:
    """Return an answer that quotes what it was given, as platforms do that cannot read it."""
    if name in {"facebook", "threads"}:
        return {"error": {"message": words, "type": "OAuthException", "code": 190}}
    return {"error": words, "message": words, "title": words, "detail": words, "code": "rest_forbidden"}


def posted(council: Council, channels: list[str], welsh: str = WELSH, english: str = ENGLISH) -> str:
    """Release a posting on every channel, and let the worker do all that it can."""
    contents = {Language.EN: Content(english)}
    ref = add_posting(council.desk, EDITOR, label="Llyfrgell", channels=channels, contents=contents)
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(welsh))
    approve(council.desk, APPROVER, ref)
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    for step in (HOUR, MINUTE, MINUTE, MINUTE):
        council.clock.advance(step)
        Worker(council.desk, council.connectors, "worker", comments_every=timedelta(0)).tick()
    return ref


def everything(council: Council) -> str:
    """Return all that the database holds, its file's own bytes too."""
    tables = SQLModel.metadata.sorted_tables
    with council.desk.store.reading() as session:
        rows = [str(tuple(row)) for table in tables for row in session.connection().execute(table.select())]
    url = council.desk.store.engine.url
    files = Path(url.database or "").parent.glob("queue.db*") if url.get_backend_name() == "sqlite" else ()
    return "\n".join([*rows, *(file.read_bytes().decode("latin-1") for file in files)])


def test_no_secret_stands_in_the_database_the_record_a_log_or_an_error(
    make_council: Callable[..., Council], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    council = make_council()
    store = council.desk.store

    def vault(section: str) -> Vault:
        return StoreVault(lambda: store, council.clock, section, seal=lambda: SEAL)

    with platforms(vault) as reached:
        council.connectors.clear()
        council.connectors.update({f"{name}/council": one.connector for name, one in reached.items()})
        set_channels(
            council.desk,
            [
                DeclaredChannel(
                    name, name, Layout.TWO_POSTS, OnHalf.HOLD, acknowledge=False, edits=False,
                    accounts={Carries.BOTH: f"{name}/council"},
                )
                for name in reached
            ],
        )  # fmt: skip
        good = show_posting(council.desk, posted(council, list(reached)))
        sent = {one.account for one in good.deliveries if one.state in {DeliveryState.SENT, DeliveryState.VERIFIED}}
        assert sent == set(council.connectors)
        council.clock.advance(timedelta(days=8))
        for name, one in reached.items():
            if one.clocked is not None:  # it is renewed once more, and refused then
                one.clocked.now += timedelta(days=8)
                assert one.connector.health().usable
            said = refusal(name, " ".join(one.secrets()))
            for method in ("POST", "GET", "PUT"):
                one.double.meet(method, "", *[says(401, said)] * 40)
        again = ("Mae’r llyfrgell yn Rhuthun wedi ailagor.", "The library in Ruthin has reopened.")
        bad = show_posting(council.desk, posted(council, list(reached), *again))
        assert {one.state for one in bad.deliveries}.isdisjoint({DeliveryState.SENT, DeliveryState.VERIFIED})
        errors = [repr(one.connector.health()) for one in reached.values()]
        secrets = {name: [one for one in there.secrets() if one] for name, there in reached.items()}
    assert all(len(one) >= 1 for one in secrets.values())
    assert look_over(store, SEAL).clear == look_over(store, SEAL).shut == ()
    assert look_over(store, SEAL).sealed
    told = {"database": everything(council), "log": caplog.text, "errors": " ".join(errors), "shown": repr((good, bad))}
    found = [
        (place, name)
        for place, text in told.items()
        for name, ours in secrets.items()
        if any(form in text for secret in ours for form in forms(secret))
    ]
    assert found == []


def forms(secret: str) -> set[str]:
    """Return how a secret may stand: as it is, as bytes of a file, escaped, as JSON, in an address."""
    return {secret, secret.encode().decode("latin-1"), repr(secret)[1:-1], json.dumps(secret)[1:-1], quote(secret)}

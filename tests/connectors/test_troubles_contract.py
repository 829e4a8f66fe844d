"""Every platform keeps the promises for when the way to it fails."""

from collections.abc import Iterator

import pytest

from connectors.bluesky_fixtures import BlueskyDesk, open_bluesky
from connectors.facebook_double import GraphDouble, PageDesk
from connectors.loopback import served
from connectors.mastodon_fixtures import MastodonDesk, open_server
from connectors.wordpress_double import SiteDesk, open_site
from connectors.x_fixtures import XDesk, open_x
from cydbost_connectors.contract.troubles import TroubleContract


class TestBlueskyInTrouble(TroubleContract):
    @pytest.fixture
    def desk(self) -> Iterator[BlueskyDesk]:
        with open_bluesky() as desk:
            yield desk


class TestFacebookInTrouble(TroubleContract):
    @pytest.fixture
    def desk(self) -> Iterator[PageDesk]:
        double = GraphDouble()
        with served(double):
            yield PageDesk(double)
        assert double.wrong == []


class TestMastodonInTrouble(TroubleContract):
    @pytest.fixture
    def desk(self) -> Iterator[MastodonDesk]:
        with open_server() as desk:
            yield desk


class TestWordPressInTrouble(TroubleContract):
    @pytest.fixture
    def desk(self) -> Iterator[SiteDesk]:
        with open_site() as desk:
            yield desk


class TestXInTrouble(TroubleContract):
    @pytest.fixture
    def desk(self) -> Iterator[XDesk]:
        with open_x() as desk:
            yield desk

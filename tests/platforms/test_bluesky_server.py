"""The real Bluesky server that the tests run is there, and reachable from this machine alone."""

import json
import socket
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from platforms.data_server import DataServer, data_server

pytestmark = pytest.mark.platforms


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataServer]:
    with data_server(tmp_path_factory.mktemp("pds")) as server:
        yield server


def test_it_tells_of_itself_and_comes_back_after_it_was_killed(server: DataServer) -> None:
    for _ in range(2):
        with urlopen(f"{server.address}/xrpc/com.atproto.server.describeServer", timeout=10) as answer:
            assert json.load(answer)["availableUserDomains"] == [".test"]
        server.kill()
        server.start()


def test_no_other_interface_reaches_it(server: DataServer) -> None:
    with socket.socket(socket.AF_INET6) as other, pytest.raises(OSError, match=r"refused|Cannot assign|unreachable"):
        other.connect(("::1", server.port))
    with socket.socket() as taken:  # bound to every interface, the server would stand in the way of this
        taken.bind(("127.0.0.2", server.port))

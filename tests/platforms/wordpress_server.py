"""A real WordPress on the loopback, with SQLite: ``make test-platforms`` sets it up."""

import html
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import pytest
import requests

from connectors.wordpress_double import account_of
from cydbost_connectors import Connector
from cydbost_connectors.wordpress.connector import WordPressConnector

HERE: Final = Path(__file__).parent / "wordpress"
SET_UP: Final = Path(__file__).resolve().parents[2] / ".platforms" / "wordpress"


class WordPressServer:
    """PHP's own web server with WordPress in it."""

    def __init__(self, folder: Path) -> None:
        """``folder`` takes the site and its database."""
        ready = SET_UP / "ready.json"
        if not ready.exists():
            pytest.skip("WordPress is not set up: make test-platforms sets it up")
        made = json.loads(ready.read_text(encoding="utf-8"))
        self.site = folder / "site"
        shutil.copytree(SET_UP / "site", self.site)
        for name in ("wp-config.php", "install.php", "router.php"):
            shutil.copy(HERE / name, self.site / name)
        plugins = self.site / "wp-content" / "mu-plugins"
        plugins.mkdir()
        shutil.copy(HERE / "loose.php", plugins / "loose.php")
        self.port = _free_port()
        self._php = [made["php"], "-c", made["settings"]]
        self._environment = {
            **os.environ, "PHP_INI_SCAN_DIR": "", "WORDPRESS_HOME": self.address, "LD_LIBRARY_PATH": made["libraries"],
        }  # fmt: skip
        told = subprocess.run(
            [*self._php, str(self.site / "install.php")],
            env=self._environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        self.passwords: dict[str, str] = json.loads(told.stdout)
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, at the port that it had before."""
        command = [*self._php, "-S", f"127.0.0.1:{self.port}", "-t", str(self.site), str(self.site / "router.php")]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, env=self._environment, stdout=quiet, stderr=quiet)
        for _ in range(200):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("PHP's web server did not start")

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait(10)

    def php(self, script: str) -> str:
        """Run a script within WordPress."""
        code = f"$_SERVER['HTTP_HOST']='localhost'; require '{self.site}/wp-load.php'; {script}"
        told = subprocess.run(
            [*self._php, "-r", code], env=self._environment, capture_output=True, text=True, check=True
        )
        return told.stdout


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def wordpress_server(folder: Path) -> Iterator[WordPressServer]:
    """Run one for as long as it is needed."""
    server = WordPressServer(folder)
    try:
        yield server
    finally:
        server.kill()


@dataclass
class RealDesk:
    """The site's other side: the public, who is nobody in particular and sees what anybody sees."""

    server: WordPressServer
    plain: dict[str, str] = field(default_factory=dict)
    language: str = "cy,en"

    def connector(self, role: str = "editor", *, name: str = "council") -> Connector:
        password = self.server.passwords[role]
        account = account_of(self.server.address, f"cydbost-{role}", password, name=name, language=self.language)
        return WordPressConnector(replace(account, plain={**account.plain, **self.plain}))

    def comment(self, remote_id: str, text: str) -> str:
        form = {"comment_post_ID": remote_id.removeprefix("post-"), "author": "Mari", "email": "", "comment": text}
        answer = requests.post(
            f"{self.server.address}/wp-comments-post.php", data=form, allow_redirects=False, timeout=30
        )
        found = re.search(r"#comment-(\d+)", answer.headers.get("Location", ""))
        assert found, answer.text
        return f"comment-{found[1]}"

    def visible(self) -> list[str]:
        connector = self.connector()
        posts = [f"post-{row['id']}" for row in self._public("posts")]
        replies = [f"reply-{row['id']}" for row in self._public("comments") if row["author"]]
        return [live.text for live in map(connector.read_back, posts + replies) if live]

    def shown(self, remote_id: str) -> str:
        """Return the words of a post as WordPress hands them to anybody."""
        rows = [row for row in self._public("posts") if f"post-{row['id']}" == remote_id]
        return str(rows[0]["content"]["rendered"])

    def _public(self, kind: str) -> list[dict[str, Any]]:
        query = {"rest_route": f"/wp/v2/{kind}", "per_page": "100"}
        rows: list[dict[str, Any]] = requests.get(self.server.address, params=query, timeout=30).json()
        return rows

    def empty(self) -> None:
        """Take everything away that was written."""
        self.server.php(
            "foreach (array('post','attachment') as $type) { foreach (get_posts(array('post_type'=>$type,"
            "'post_status'=>array('publish','draft','trash','private','pending','inherit'),'numberposts'=>-1)) as $p)"
            "{ wp_delete_post($p->ID, true); } }"
            "foreach (get_comments(array('status'=>'any')) as $c) { wp_delete_comment($c, true); }"
        )


def words_of(page: str) -> str:
    """Return what a page's HTML says, as a reader sees it."""
    apart = re.sub(r"</?(?:p|div|br|hr|figure)\b[^>]*>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", apart)).split())

"""Bluesky's own personal data server on the loopback: ``make test-platforms`` sets it up."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

HERE: Final = Path(__file__).parent / "bluesky"
SET_UP: Final = Path(__file__).resolve().parents[2] / ".platforms" / "bluesky"


class DataServer:
    """The server, and the directory of identities beside it. It can be killed and started again."""

    def __init__(self, folder: Path, *, limits: bool = False, view: str = "") -> None:
        """``folder`` keeps its data; ``limits`` says whether it counts calls as the public one does.

        ``view`` is the address of what tells it of the network: notifications, feeds and threads.
        """
        ready = SET_UP / "ready.json"
        if not ready.exists():
            pytest.skip("Bluesky's server is not set up: make test-platforms sets it up")
        self._node = json.loads(ready.read_text(encoding="utf-8"))["node"]
        self._folder, self._limits, self._view = folder, limits, view
        self.port = 0
        self._directory, self._directory_port = self._start("plc.cjs", "0")
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, at the port that it had before."""
        limits = "true" if self._limits else "false"
        self._server, self.port = self._start(
            "pds.cjs", str(self.port), str(self._directory_port), str(self._folder), limits, self._view
        )

    def kill(self) -> None:
        """End it as a power cut would."""
        self._server.send_signal(signal.SIGKILL)
        _reap(self._server)

    def stop(self) -> None:
        """End both."""
        for process in (self._server, self._directory):
            process.kill()
            _reap(process)

    def _start(self, script: str, *words: str) -> tuple[subprocess.Popen[str], int]:
        environment = {**os.environ, "NODE_PATH": str(SET_UP / "node_modules"), "LOG_ENABLED": "false"}
        command = [self._node, str(HERE / script), *words]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith('{"port"'):
                return process, int(json.loads(line)["port"])
        raise AssertionError(f"{script} ended with {process.wait()}")


def _reap(process: subprocess.Popen[str]) -> None:
    process.wait(10)
    if process.stdout is not None:
        process.stdout.close()


@contextmanager
def data_server(folder: Path, *, limits: bool = False, view: str = "") -> Iterator[DataServer]:
    """Run one for as long as it is needed."""
    server = DataServer(folder, limits=limits, view=view)
    try:
        yield server
    finally:
        server.stop()

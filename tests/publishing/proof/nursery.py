"""Starts worker processes that are meant to die, and tells how each of them ended."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from publishing.proof import doomed_worker
from publishing.proof.stage import Stage


class Nursery:
    """One process that has loaded everything, and forks workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, doomed_worker.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def run(
        self,
        stage: Stage,
        *,
        fatal: int = 0,
        until_idle: bool = False,
        writes: bool = False,
        is_patient: bool = False,
    ) -> tuple[int, dict[str, Any]]:
        """Run a worker on a stage; return how it ended and, where it lived, its points and its last moment.

        With ``writes`` each row that it writes is a point too, inside its transaction. One that is patient finishes
        half a pair however long its other half has stood alone.
        """
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        job = {
            "queue": stage.address,
            "place": stage.place,
            "accounts": list(stage.connectors),
            "moment": stage.clock.now().isoformat(),
            "fatal": fatal,
            "until_idle": until_idle,
            "writes": writes,
            "is_patient": is_patient,
            "name": "second" if until_idle else "doomed",
            "report": str(report),
        }
        status = self.wait(self._ask({"work": job}))
        return status, json.loads(report.read_text()) if report.exists() else {}

    def start(self, stage: Stage, name: str, *, began: float) -> int:
        """Start a worker that goes on until it is ended; return its process's number.

        ``began`` is when its clock stood where the stage's stands, in seconds by the machine's clock.
        """
        job = {
            "queue": stage.address,
            "place": stage.place,
            "accounts": list(stage.connectors),
            "name": name,
            "moment": stage.clock.now().isoformat(),
            "began": began,
        }
        return self._ask({"go_on": job})

    def wait(self, process: int) -> int:
        """Wait for the end of a worker; return its exit status, or its signal's number, negative."""
        return self._ask({"wait": process})

    def _ask(self, asked: dict[str, Any]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

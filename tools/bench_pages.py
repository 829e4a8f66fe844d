"""How long the office's server takes for its pages, with years of a council's work behind it and twenty people at once.

Each person opens a page, reads for a while, and opens the next; one process of the office and its PostgreSQL share the
machine with them. What is counted is the server's own time, as its ``Server-Timing`` header tells it.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import httpx

from bench_throughput import TOOLS, durable
from cydbost_queue.store import open_store
from measured import Figure
from seed_office import seed_office

PEOPLE: Final = 20
SECONDS: Final = 90.0  #: of everybody's reading, after a first look at each page
READING: Final = 2.0  #: seconds that a person looks at a page, in the mean
#: A pair as long as most posts, with one fault.
TYPED: Final = {
    "cy": "Bydd Canolfan Ailgylchu Rhuthun ar gau ddydd Llun 8 Mehefin 2026 o 9yb tan 1yh. Ffoniwch 01632 960199 os "
    "oes gennych gwestiwn, neu ewch i https://sir.example/cy/ailgylchu. Bydd casgliadau o’r cartref yn parhau.",
    "en": "Ruthin Recycling Centre will be closed on Monday 8 June 2026 from 9am to 2pm. Call 01632 960199 if you have "
    "a question, or go to https://sir.example/en/recycling. Collections from home will go on.",
}


@cache
def times() -> Mapping[str, Sequence[float]]:
    """Return the milliseconds of every page by its route, and of the findings under ``typing``."""
    with durable() as databases, databases.one() as address, tempfile.TemporaryDirectory() as folder:
        with closing(open_store(address)) as store:
            seed_office(store, until=datetime.now(UTC))
        with _office(address, Path(folder)) as (place, people, pages):
            return _visited(place, people, pages)


def slowest_page_p95() -> float:
    """Return the milliseconds that 95 of 100 answers of the slowest page keep to."""
    by_page = {route: _p95(taken) for route, taken in times().items() if route != "typing"}
    for route, value in sorted(by_page.items(), key=lambda item: -item[1])[:8]:
        print(f"  {route}: {value:.0f} ms", file=sys.stderr)
    return max(by_page.values())


def findings_p95() -> float:
    """Return the milliseconds that 95 of 100 answers to somebody who types keep to."""
    return _p95(times()["typing"])


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[max(-(-len(taken) * 95 // 100) - 1, 0)]


@contextmanager
def _office(address: str, folder: Path) -> Iterator[tuple[str, list[dict[str, str]], dict[str, str]]]:
    """Run the office on ``address``; give where it is, its visitors, and an example of each page by its route."""
    command = [sys.executable, str(TOOLS / "bench_pages_server.py"), address, str(folder), str(PEOPLE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            said: dict[str, Any] = json.loads(server.stdout.readline() if server.stdout else "{}")
            yield said["address"], said["people"], said["pages"]
        finally:
            server.terminate()


def _visited(
    place: str, people: Sequence[Mapping[str, str]], pages: Mapping[str, str]
) -> Mapping[str, Sequence[float]]:
    with _browser(place, people[0]) as client:
        there = {route: path for route, path in pages.items() if client.get(path).status_code == 200}
    taken: defaultdict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(len(people)) as pool:
        for seen in pool.map(lambda each: _look_around(place, each[1], there, until, each[0]), enumerate(people)):
            for route, spent in seen:
                taken[route].append(spent)
    return taken


def _look_around(
    place: str, person: Mapping[str, str], pages: Mapping[str, str], until: float, number: int
) -> list[tuple[str, float]]:
    chance, seen = random.Random(number), list[tuple[str, float]]()  # noqa: S311 - no secret
    with _browser(place, person) as client:
        while time.monotonic() < until:
            time.sleep(chance.expovariate(1 / READING))
            route = chance.choice([*pages, "typing"])
            answer = _type(client, person) if route == "typing" else client.get(pages[route])
            answer.raise_for_status()
            seen.append((route, _server_time(answer)))
    return seen


def _type(client: httpx.Client, person: Mapping[str, str]) -> httpx.Response:
    headers = {"X-CSRF": person["mark"], "HX-Request": "true"}
    return client.post("/postings/judge", data={**TYPED, "channels": "board"}, headers=headers)


def _browser(place: str, person: Mapping[str, str]) -> httpx.Client:
    return httpx.Client(base_url=place, cookies={person["cookie"]: person["token"]}, timeout=60)


def _server_time(answer: httpx.Response) -> float:
    found = re.search(r"dur=([0-9.]+)", answer.headers["server-timing"])
    if found is None:
        raise ValueError(answer.headers["server-timing"])
    return float(found[1])


FIGURES: Final = (
    Figure("pages_slowest_p95", slowest_page_p95, "ms", 150),
    Figure("findings_typed_p95", findings_p95, "ms", 60),
)

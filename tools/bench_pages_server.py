"""The office of a seeded council, for ``bench_pages.py``: ``bench_pages_server.py ADDRESS FOLDER PEOPLE``.

It prints where it is, its visitors' tokens, and an example of every page, as one line of JSON; then it serves.
"""

import json
import re
import socket
import sys
from pathlib import Path
from typing import Final

import uvicorn

from cydbost_bot.compose import open_desk
from cydbost_bot.office.cookies import SESSION
from cydbost_bot.office.opening import open_office
from cydbost_bot.office.room import Route
from cydbost_bot.office.rooms import ROOMS
from cydbost_bot.office.tokens import form_mark
from cydbost_bot.settings import load_settings
from cydbost_queue.actions.sessions import Lengths, begin_session
from cydbost_queue.policy import Actor, Role
from cydbost_queue.tables import Way

CONFIG: Final = """
[council]
name_cy = "Cyngor Enghraifft"
name_en = "Example Council"

[database]
url = "{address}"

[noticeboard]
url = "sqlite:///board.db"

[[channels]]
name = "board"
platform = "noticeboard"
layout = "paired-accounts"
accounts = {{ cy = "board-cy", en = "board-en" }}
"""
PERSON: Final = """
[people.person-{number}]
roles = ["author", "translator", "approver", "on-call", "language-officer", "administrator"]
"""
EVERYTHING: Final = frozenset(role for role in Role if role is not Role.SYSTEM)


def main(address: str, folder: str, people: int) -> None:
    """Serve until terminated."""
    config = Path(folder) / "config.toml"
    text = CONFIG.format(address=address) + "".join(PERSON.format(number=number) for number in range(people))
    config.write_text(text, encoding="utf-8")
    settings = load_settings(config)
    desk = open_desk(settings)
    lengths = Lengths(settings.office.session_idle, settings.office.session_longest)
    actors = [Actor(f"person-{number}", EVERYTHING) for number in range(people)]
    tokens = [begin_session(desk, actor, way=Way.PASSWORD, device="bench", lengths=lengths) for actor in actors]
    listening = socket.create_server(("127.0.0.1", 0))
    said = {
        "address": f"http://127.0.0.1:{listening.getsockname()[1]}",
        "people": [{"cookie": SESSION, "token": token, "mark": form_mark(token)} for token in tokens],
        "pages": pages(),
    }
    print(json.dumps(said), flush=True)
    uvicorn.Server(uvicorn.Config(open_office(settings, desk), log_level="error")).run(sockets=[listening])


def pages() -> dict[str, str]:
    """Return each page's route with an example of it."""
    routes = [route for room in ROOMS for route in room.routes if not route.is_act]
    return {route.path: example_of(route) for route in routes}


def example_of(route: Route) -> str:
    """Return the route's path with its example in the gaps."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda gap: route.example[gap[1]], route.path)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))

"""The demo's people get a password, so that the reader can be each of them in the office."""

import secrets
from typing import Final

from cydbost_bot.demo.stage import Stage
from cydbost_queue.actions.passwords import accept_invitation, invite

#: Easily typed. Five of them are enough where the office counts attempts, and listens to this machine only.
_WORDS: Final = (
    "afon", "alarch", "bara", "blodau", "castell", "coeden", "cwmwl", "derwen", "eira", "ffordd", "gwanwyn", "haul",
    "hydref", "llanw", "lleuad", "mynydd", "niwl", "pont", "rhosyn", "seren", "tonnau", "tywod", "ynys", "ysgol",
)  # fmt: skip


def give_passwords(stage: Stage) -> str:
    """Give everybody of the demo the same new password, and return it."""
    password = "-".join(secrets.choice(_WORDS) for _ in range(5))
    administrator = stage.people["administrator"]
    for name, actor in stage.people.items():
        accept_invitation(stage.desk, actor, invite(stage.desk, administrator, name), password)
    return password

"""A real notifier that kills itself, with SIGKILL, before or after it has sent.

usage: notifier_process.py CONFIG NOW before-send|after-send
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from cydbost_bot.compose import open_desk
from cydbost_bot.notify.notifier import Notifier
from cydbost_bot.notify.sending import Message, Sent, send
from cydbost_bot.settings import load_settings
from cydbost_bot.settings_secret import Place
from cydbost_queue.clock import SettableClock


def main() -> None:
    config, now, point = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3]
    settings = load_settings(config)
    desk = open_desk(settings, clock=SettableClock(now))

    def deadly(place: Place, message: Message) -> Sent:
        if point == "after-send" and send(place, message) is not Sent.TAKEN:
            raise AssertionError("the way is up")
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("nobody is left to see this")

    Notifier(desk, settings, lanes=1, send=deadly).round()


if __name__ == "__main__":
    main()

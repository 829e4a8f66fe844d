"""What every page of the office works with, put together once when it is started."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from cydbost_bot.office.visitor import Doorkeeper
from cydbost_bot.settings_model import Settings
from cydbost_queue.desk import Desk


@dataclass(frozen=True, slots=True)
class Office:
    """One council's office. ``base_url`` is where its people find it, without a closing slash."""

    settings: Settings
    desk: Desk
    doorkeeper: Doorkeeper
    base_url: str

    @property
    def root(self) -> str:
        """The path in front of every address: empty, or such as ``/swyddfa``."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def is_secure(self) -> bool:
        """Whether its people reach it over https, so that cookies may be kept to that."""
        return self.base_url.startswith("https://")

    def now(self) -> datetime:
        """Return the present, in UTC, by the queue's clock."""
        return self.desk.clock.now()

    def council(self, language: str) -> str:
        """Return the council's name in ``cy`` or ``en``."""
        return self.settings.council.name_cy if language == "cy" else self.settings.council.name_en

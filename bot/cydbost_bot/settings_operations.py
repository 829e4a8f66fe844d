"""The section ``[operations]``: who may see the figures, and when something is called stuck."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, StrictInt

from cydbost_bot.settings_duration import Duration
from cydbost_bot.settings_section import Section
from cydbost_queue.watchdog import Patience


class Operations(Section):
    """How a running Cydbost is watched."""

    metrics: Literal["loopback", "everyone", "off"] = "loopback"
    worker_host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    worker_port: Annotated[StrictInt, Field(ge=1, le=65535)] | None = None
    stuck_after: Duration = timedelta(minutes=5)
    silent_after: Duration = timedelta(minutes=2)
    clock_limit: Duration = timedelta(seconds=30)
    token_warning: Duration = timedelta(days=7)

    def patience(self) -> Patience:
        """Return the same as the value the queue takes."""
        return Patience(
            stuck=self.stuck_after, silent=self.silent_after, clock=self.clock_limit, token=self.token_warning
        )

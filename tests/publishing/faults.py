"""The real connector with faults put around its calls, as a network would."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from cydbost_connectors import (
    Capabilities,
    Connector,
    Health,
    Incoming,
    Live,
    OutcomeUnknown,
    Outgoing,
    Receipt,
)

Fault = Callable[[Callable[[], object]], object]


def before(error: BaseException) -> Fault:
    """Fail without reaching the platform."""

    def fault(_call: Callable[[], object]) -> object:
        raise error

    return fault


def after(error: BaseException | None = None) -> Fault:
    """Let the platform act, then lose its answer."""

    def fault(call: Callable[[], object]) -> object:
        call()
        raise error or OutcomeUnknown("the connection was lost")

    return fault


class FaultyConnector:
    """A connector whose next calls of one method meet the faults that are lined up for it."""

    def __init__(self, real: Connector) -> None:
        self.real = real
        self.lined_up: dict[str, deque[Fault]] = {}
        self.published: list[str] = []
        self.repeat_safe: bool | None = None

    def meet(self, method: str, *faults: Fault) -> None:
        self.lined_up.setdefault(method, deque()).extend(faults)

    def _call(self, method: str, call: Callable[[], object]) -> object:
        faults = self.lined_up.get(method)
        return faults.popleft()(call) if faults else call()

    @property
    def capabilities(self) -> Capabilities:
        real = self.real.capabilities
        return real if self.repeat_safe is None else replace(real, repeat_safe=self.repeat_safe)

    def prepare(self, outgoing: Outgoing) -> None:
        self._call("prepare", lambda: self.real.prepare(outgoing))

    def publish(self, outgoing: Outgoing) -> Receipt:
        self.published.append(outgoing.key)
        return self._call("publish", lambda: self.real.publish(outgoing))  # type: ignore[return-value]  # the fault raises or returns the call's own value

    def find(self, outgoing: Outgoing) -> Live | None:
        return self._call("find", lambda: self.real.find(outgoing))  # type: ignore[return-value]  # likewise

    def read_back(self, remote_id: str) -> Live | None:
        return self._call("read_back", lambda: self.real.read_back(remote_id))  # type: ignore[return-value]  # likewise

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        return self._call("edit", lambda: self.real.edit(remote_id, outgoing))  # type: ignore[return-value]  # likewise

    def withdraw(self, remote_id: str) -> None:
        self._call("withdraw", lambda: self.real.withdraw(remote_id))

    def comments(self, since: datetime) -> Iterator[Incoming]:
        return self._call("comments", lambda: self.real.comments(since))  # type: ignore[return-value]  # likewise

    def recent(self, since: datetime) -> Iterator[Live]:
        return self._call("recent", lambda: self.real.recent(since))  # type: ignore[return-value]  # likewise

    def health(self) -> Health:
        return self.real.health()


class AtomicConnector(FaultyConnector):
    """A connector of a platform that takes two posts of one account in one write."""

    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, atomic_pairs=True)

    def publish_pair(self, pair: Sequence[Outgoing]) -> Sequence[Receipt]:
        self.published.extend(outgoing.key for outgoing in pair)
        return self._call("publish_pair", lambda: [self.real.publish(outgoing) for outgoing in pair])  # type: ignore[return-value]  # the fault raises or returns the call's own value

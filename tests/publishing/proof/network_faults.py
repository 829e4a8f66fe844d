"""How a platform, and the way to it, go wrong: each fault is what one call meets over the socket."""

import socket
import struct
from time import sleep
from typing import Final

from publishing.proof.scripted_platform import Act, Exchange, Fault

#: Seconds: longer than the patience of a connector that is to lose it.
LONG: Final = 1.0
DRIP: Final = 0.02


def silent_before(exchange: Exchange, _act: Act) -> None:
    """Never act, and never answer."""
    exchange.platform.over.wait(LONG)


def silent_after(exchange: Exchange, act: Act) -> None:
    """Act, and never answer."""
    act()
    exchange.platform.over.wait(LONG)


def throttled(exchange: Exchange, _act: Act) -> None:
    """Ask to slow down, and do not say for how long."""
    exchange.reply(429, {})


def throttled_for(exchange: Exchange, _act: Act) -> None:
    """Ask to come back in 40 seconds."""
    exchange.reply(429, {}, Retry_After="40")


def unavailable(exchange: Exchange, _act: Act) -> None:
    """Turn the caller away before anything is done."""
    exchange.reply(503, {})


def broken_before(exchange: Exchange, _act: Act) -> None:
    """Fail inside before anything is done, which nobody outside can tell."""
    exchange.reply(500, {})


def broken_after(exchange: Exchange, act: Act) -> None:
    """Fail inside once it is done, which nobody outside can tell."""
    act()
    exchange.reply(502, {})


def reset(exchange: Exchange, act: Act) -> None:
    """Act, begin to answer, and reset the connection in the midst of it."""
    act()
    exchange.begin(200, 500)
    exchange.wfile.write(b'{"id": "')
    exchange.wfile.flush()
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.connection.close()


def malformed(exchange: Exchange, act: Act) -> None:
    """Act, and answer with what is no JSON."""
    act()
    exchange.begin(200, 9)
    exchange.wfile.write(b'{"id": "1')


def duplicate_of_ours(exchange: Exchange, act: Act) -> None:
    """Act, and refuse as a duplicate: what stood between us asked twice."""
    act()
    exchange.reply(409, {})


def duplicate(exchange: Exchange, _act: Act) -> None:
    """Refuse as a duplicate of what does not stand there."""
    exchange.reply(409, {})


def dripping(exchange: Exchange, act: Act) -> None:
    """Act, and answer a letter at a time, for ever."""
    act()
    exchange.begin(200, 10_000)
    while not exchange.platform.over.is_set():
        exchange.wfile.write(b" ")
        exchange.wfile.flush()
        sleep(DRIP)


def refused(exchange: Exchange, _act: Act) -> None:
    """Refuse the content for good."""
    exchange.reply(400, {})


def expired(exchange: Exchange, _act: Act) -> None:
    """Say that the credentials have run out."""
    exchange.reply(401, {})


def forbidden(exchange: Exchange, _act: Act) -> None:
    """Say that the account may not do this."""
    exchange.reply(403, {})


#: What passes by itself.
PASSING: Final[tuple[Fault, ...]] = (
    silent_before,
    silent_after,
    throttled,
    throttled_for,
    unavailable,
    broken_before,
    broken_after,
    reset,
    malformed,
    duplicate_of_ours,
    duplicate,
    dripping,
)

#: What is waited for until the caller has lost patience.
SLOW: Final = frozenset({silent_before, silent_after, dripping})

#: What needs a person, with the code that says why.
LASTING: Final[tuple[tuple[Fault, str], ...]] = (
    (refused, "rejected"),
    (expired, "expired"),
    (forbidden, "not_allowed"),
)

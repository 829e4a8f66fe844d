"""Several web applications in one process, each on a socket of its own: they begin and end together."""

import errno
import socket
from collections.abc import Sequence
from threading import Thread
from typing import TYPE_CHECKING, Final

from starlette.types import ASGIApp

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording

if TYPE_CHECKING:  # costs a third of a second, and only a sound configuration gets as far
    import uvicorn

TAKEN = Wording("port_taken", N_("The port {port} on {host} is in use. Stop what uses it, or choose another {option}."))
NO_RIGHT = Wording("port_denied", N_("This user may not listen on port {port}. Choose one from 1024 up with {option}."))
NO_HOST = Wording(
    "host_unknown", N_("The server cannot listen on {host}. Give an address of this machine with --host.")
)

#: Seconds that pages under way are given to end.
PATIENCE: Final = 5


class WebServers:
    """The servers of one process. The first runs in the thread that calls ``run``; any that ends takes all along."""

    def __init__(self, served: Sequence[tuple[ASGIApp, socket.socket]]) -> None:
        """``served``: each application with the socket that it listens on; at least one."""
        self._served = [(_server(app), at) for app, at in served]

    def run(self) -> None:
        """Serve until told to end."""
        (first, at), *others = self._served
        beside = [Thread(target=self._run_beside, args=other, name="web") for other in others]
        for thread in beside:
            thread.start()
        try:
            first.run(sockets=[at])
        finally:
            self.end()
            for thread in beside:
                thread.join()

    def end(self) -> None:
        """Have every server end, once the pages under way are answered."""
        for server, _at in self._served:
            server.should_exit = True

    def _run_beside(self, server: "uvicorn.Server", at: socket.socket) -> None:
        try:
            server.run(sockets=[at])
        finally:
            self.end()


def listen(host: str, port: int, *, option: str) -> socket.socket:
    """Return a listening socket: taken early, so that a taken port is known before anything is begun.

    ``option`` is the one by which the port is chosen.

    Raises:
        Misuse: it cannot be had.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        wording = {errno.EADDRINUSE: TAKEN, errno.EACCES: NO_RIGHT, errno.EPERM: NO_RIGHT}.get(
            error.errno or 0, NO_HOST
        )
        raise Misuse(wording(host=host, port=port, option=option)) from error


def shown(host: str, port: int) -> str:
    """Return the address as a browser takes it."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(app: ASGIApp) -> "uvicorn.Server":
    import uvicorn  # noqa: PLC0415 - see above

    return uvicorn.Server(
        uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=PATIENCE, server_header=False)
    )

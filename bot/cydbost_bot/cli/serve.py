"""``cydbost serve``: the noticeboard's pages and the worker, in one process."""

import errno
import socket
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import say
from cydbost_bot.cli.session import session
from cydbost_bot.compose import make_notifier, make_worker, open_noticeboard, opened_desk
from cydbost_bot.i18n import N_, _
from cydbost_bot.logs import log_event, write_log_to
from cydbost_bot.notify.notifier import NotifierThread
from cydbost_bot.operations.metrics import Metrics
from cydbost_bot.operations.service import ready_checks, watched_worker
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.running import WorkerThread, log_step, stopped_by_signals
from cydbost_bot.settings import Settings
from cydbost_bot.webhooks import webhooks_of
from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_queue.desk import Desk

if TYPE_CHECKING:  # costs a third of a second, and only a sound configuration gets as far
    import uvicorn

TAKEN = Wording("port_taken", N_("The port {port} on {host} is in use. Stop what uses it, or choose another --port."))
NO_RIGHT = Wording("port_denied", N_("This user may not listen on port {port}. Choose one from 1024 up with --port."))
NO_HOST = Wording(
    "host_unknown", N_("The server cannot listen on {host}. Give an address of this machine with --host.")
)

#: Seconds that pages under way are given to end.
PATIENCE = 5

app = App()


@app.command(help=N_("Show the noticeboard's pages and send what is due, until stopped (Ctrl-C, SIGTERM)."))
def run(
    context: typer.Context,
    *,
    host: Annotated[
        str | None, typer.Option("--host", metavar=N_("ADDRESS"), help=N_("Where to listen, not as configured."))
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar=N_("NUMBER"), min=1, max=65535, help=N_("The port to listen on."))
    ] = None,
    alone: Annotated[
        bool, typer.Option("--without-worker", help=N_("Only show the pages: a worker runs elsewhere."))
    ] = False,
) -> None:
    """Serve until stopped.

    Raises:
        Misuse: the port is taken or may not be used; a mistake in the configuration.
        StoreError, ConnectorError: a database cannot serve.
    """
    settings = session(context).settings
    host, port = host or settings.noticeboard.host, port or settings.noticeboard.port
    with (
        opened_desk(settings) as desk,
        closing(open_noticeboard(settings)) as board,
        closing(_listen(host, port)) as at,
    ):
        write_log_to(sys.stderr)
        say(_("The noticeboard is at {address}. Ctrl-C stops it.").format(address=f"http://{_shown(host)}:{port}"))
        sys.stdout.flush()
        _serve(settings, desk, board, at, alone=alone)


def _serve(settings: Settings, desk: Desk, board: NoticeboardStore, at: socket.socket, *, alone: bool) -> None:
    metrics = Metrics(desk)
    with stopped_by_signals() as stop:
        server = _server(settings, board, desk, metrics)
        if alone:
            log_event("started", worker=None)
            stopper = Thread(target=_end_on, args=(stop, server), name="stopper", daemon=True)
            stopper.start()
            server.run(sockets=[at])
            log_event("stopped", worker=None)
            return
        worker = watched_worker(settings, desk, metrics)
        worker.on_step = log_step
        beside = WorkerThread(worker, stop, pause=settings.queue.tick_seconds, on_end=lambda: _end(server))
        fast = _fast_lane(settings, desk, stop, lambda: _end(server))
        log_event("started", worker=worker.name, accounts=sorted(worker.connectors))
        with NotifierThread(make_notifier(settings, desk), stop, pause=settings.queue.tick_seconds):
            beside.start()
            fast.start()
            try:
                server.run(sockets=[at])
            finally:
                fast.finish()
                beside.finish()
                log_event("stopped", worker=worker.name)


def _end_on(stop: Event, server: "uvicorn.Server") -> None:
    stop.wait()
    _end(server)


def _fast_lane(settings: Settings, desk: Desk, stop: Event, on_end: Callable[[], None]) -> WorkerThread:
    worker = make_worker(settings, desk)
    worker.on_step = log_step
    return WorkerThread(worker, stop, pause=settings.queue.tick_seconds / 4, on_end=on_end, emergencies=True)


def _end(server: "uvicorn.Server") -> None:
    server.should_exit = True


def _server(settings: Settings, board: NoticeboardStore, desk: Desk, metrics: Metrics) -> "uvicorn.Server":
    import uvicorn  # noqa: PLC0415 - see above

    from cydbost_bot.web import CommentLimit, Council, create_noticeboard_app  # noqa: PLC0415 - see above
    from cydbost_bot.web.operations import Operations  # noqa: PLC0415 - see above

    council = settings.council
    pages = create_noticeboard_app(
        board,
        Council(council.name_cy, council.name_en, council.colour),
        comment_limit=CommentLimit(settings.noticeboard.comments_per_minute, timedelta(minutes=1)),
        base_url=settings.noticeboard.base_url,
        operations=Operations(ready_checks(settings, desk), metrics.text, settings.operations.metrics),
        webhooks=webhooks_of(settings, desk),
    )
    return uvicorn.Server(
        uvicorn.Config(
            pages, log_config=None, access_log=False, timeout_graceful_shutdown=PATIENCE, server_header=False
        )
    )


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket: taken here, so that a taken port is known before anything is begun.

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
        raise Misuse(wording(host=host, port=port)) from error


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host

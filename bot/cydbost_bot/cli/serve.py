"""``cydbost serve``: the noticeboard, the office and the worker, in one process."""

import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import timedelta
from threading import Event, Thread
from typing import Annotated

import typer
from starlette.types import ASGIApp

from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import say
from cydbost_bot.cli.session import session
from cydbost_bot.compose import make_notifier, make_worker, open_noticeboard, opened_desk
from cydbost_bot.i18n import N_, _
from cydbost_bot.logs import log_event, write_log_to
from cydbost_bot.notify.notifier import NotifierThread
from cydbost_bot.operations.metrics import Metrics
from cydbost_bot.operations.service import ready_checks, watched_worker
from cydbost_bot.running import WorkerThread, log_step, stopped_by_signals
from cydbost_bot.settings import Settings
from cydbost_bot.web_servers import WebServers, listen, shown
from cydbost_bot.webhooks import webhooks_of
from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_queue.desk import Desk

app = App()


@app.command(help=N_("Show the noticeboard and the office, and send what is due, until stopped (Ctrl-C, SIGTERM)."))
def run(
    context: typer.Context,
    *,
    host: Annotated[
        str | None, typer.Option("--host", metavar=N_("ADDRESS"), help=N_("Where to listen, not as configured."))
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar=N_("NUMBER"), min=1, max=65535, help=N_("The noticeboard’s port."))
    ] = None,
    office_port: Annotated[
        int | None,
        typer.Option("--office-port", metavar=N_("NUMBER"), min=1, max=65535, help=N_("The office’s port.")),
    ] = None,
    without_office: Annotated[
        bool, typer.Option("--without-office", help=N_("Only the noticeboard: the office is elsewhere, or nowhere."))
    ] = False,
    alone: Annotated[
        bool, typer.Option("--without-worker", help=N_("Only show the pages: a worker runs elsewhere."))
    ] = False,
) -> None:
    """Serve until stopped.

    Raises:
        Misuse: a port is taken or may not be used; a mistake in the configuration.
        StoreError, ConnectorError: a database cannot serve.
    """
    settings = session(context).settings
    public = (host or settings.noticeboard.host, port or settings.noticeboard.port)
    with (
        opened_desk(settings) as desk,
        closing(open_noticeboard(settings)) as board,
        ExitStack() as sockets,
    ):
        metrics = Metrics(desk)
        served = [
            (_noticeboard(settings, board, desk, metrics), sockets.enter_context(listen(*public, option="--port")))
        ]
        if without_office:
            where = _("The noticeboard is at {address}. Ctrl-C stops it.").format(address=shown(*public))
        else:
            at = (host or settings.office.host, office_port or settings.office.port)
            served.append((_office(settings, desk), sockets.enter_context(listen(*at, option="--office-port"))))
            where = _("The noticeboard is at {address}, the office at {office}. Ctrl-C stops them.").format(
                address=shown(*public), office=shown(*at)
            )
        write_log_to(sys.stderr)
        say(where)
        sys.stdout.flush()
        _serve(settings, desk, WebServers(served), metrics, alone=alone)


def _serve(settings: Settings, desk: Desk, servers: WebServers, metrics: Metrics, *, alone: bool) -> None:
    with stopped_by_signals() as stop:
        if alone:
            log_event("started", worker=None)
            stopper = Thread(target=_end_on, args=(stop, servers), name="stopper", daemon=True)
            stopper.start()
            servers.run()
            log_event("stopped", worker=None)
            return
        worker = watched_worker(settings, desk, metrics)
        worker.on_step = log_step
        beside = WorkerThread(worker, stop, pause=settings.queue.tick_seconds, on_end=servers.end)
        fast = _fast_lane(settings, desk, stop, servers.end)
        log_event("started", worker=worker.name, accounts=sorted(worker.connectors))
        with NotifierThread(make_notifier(settings, desk), stop, pause=settings.queue.tick_seconds):
            beside.start()
            fast.start()
            try:
                servers.run()
            finally:
                fast.finish()
                beside.finish()
                log_event("stopped", worker=worker.name)


def _end_on(stop: Event, servers: WebServers) -> None:
    stop.wait()
    servers.end()


def _fast_lane(settings: Settings, desk: Desk, stop: Event, on_end: Callable[[], None]) -> WorkerThread:
    worker = make_worker(settings, desk)
    worker.on_step = log_step
    return WorkerThread(worker, stop, pause=settings.queue.tick_seconds / 4, on_end=on_end, emergencies=True)


def _noticeboard(settings: Settings, board: NoticeboardStore, desk: Desk, metrics: Metrics) -> ASGIApp:
    from cydbost_bot.web import CommentLimit, Council, create_noticeboard_app  # noqa: PLC0415 - costs a third of a second
    from cydbost_bot.web.operations import Operations  # noqa: PLC0415 - costs a third of a second

    council = settings.council
    return create_noticeboard_app(
        board,
        Council(council.name_cy, council.name_en, council.colour),
        comment_limit=CommentLimit(settings.noticeboard.comments_per_minute, timedelta(minutes=1)),
        base_url=settings.noticeboard.base_url,
        operations=Operations(ready_checks(settings, desk), metrics.text, settings.operations.metrics),
        webhooks=webhooks_of(settings, desk),
    )


def _office(settings: Settings, desk: Desk) -> ASGIApp:
    from cydbost_bot.office.opening import open_office  # noqa: PLC0415 - costs a third of a second

    return open_office(settings, desk)

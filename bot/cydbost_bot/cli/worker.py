"""``cydbost worker``: the process that sends, reads back, escalates and fetches."""

import sys
from dataclasses import asdict
from threading import Event
from typing import Annotated

import typer

from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.compose import make_notifier, make_worker, opened_desk
from cydbost_bot.i18n import N_, _
from cydbost_bot.logs import log_event, write_log_to
from cydbost_bot.notify.notifier import NotifierThread
from cydbost_bot.operations.metrics import Metrics
from cydbost_bot.operations.service import ready_checks, watched_worker
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.running import WorkerThread, log_step, stopped_by_signals
from cydbost_bot.sentences import name_of, spell_moment, subject_name
from cydbost_bot.sentences_words import LEFT, TASKS, VERSIONS
from cydbost_bot.settings import Settings
from cydbost_queue.desk import Desk
from cydbost_queue.queries.due import DueView, due_now
from cydbost_queue.worker import Worker

ONE_WAY = Wording("worker_one_way", N_("Give --once or --dry-run, not both."))

app = App()


@app.command(help=N_("Send what is due, again and again, until stopped (Ctrl-C, SIGTERM)."))
def run(
    context: typer.Context,
    *,
    once: Annotated[bool, typer.Option("--once", help=N_("Do what is due now, then end."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Say what is due, where, and what would keep it; send nothing."))
    ] = False,
) -> None:
    """Work, or say what work there is.

    Raises:
        Misuse: both ways at once; a mistake in the configuration.
        StoreError, ConnectorError: a database cannot serve.
    """
    if once and dry_run:
        raise Misuse(ONE_WAY())
    asked = session(context)
    settings = asked.settings_without_secrets if dry_run else asked.settings
    with opened_desk(settings) as desk:
        if dry_run:
            _show_due(due_now(desk), as_json=asked.json)
        else:
            _work(settings, desk, once=once)


def _work(settings: Settings, desk: Desk, *, once: bool) -> None:
    write_log_to(sys.stderr)
    metrics = Metrics(desk)
    worker = watched_worker(settings, desk, metrics)
    worker.on_step = log_step
    notifier = make_notifier(settings, desk)
    with stopped_by_signals() as stop:
        log_event("started", worker=worker.name, accounts=sorted(worker.connectors))
        if once:
            worker.stop = stop
            log_event("done", **asdict(worker.tick()))
            if worker.watch is not None:
                worker.watch.end()
            notifier.stop = stop
            notifier.round()
        else:
            own = settings.operations
            port = metrics.served(own.worker_host, own.worker_port, ready_checks(settings, desk))
            with port, NotifierThread(notifier, stop, pause=settings.queue.tick_seconds):
                _run_both(worker, make_worker(settings, desk), stop, pause=settings.queue.tick_seconds)
        log_event("stopped", worker=worker.name)


def _run_both(worker: Worker, fast: Worker, stop: Event, *, pause: float) -> None:
    """Work, with a fast lane beside it that sends nothing but emergencies."""
    fast.on_step = log_step
    lane = WorkerThread(fast, stop, pause=pause / 4, on_end=stop.set, emergencies=True)
    lane.start()
    try:
        worker.run(stop, pause=pause)
    finally:
        lane.finish()


def _show_due(due: list[DueView], *, as_json: bool) -> None:
    if as_json:
        for one in due:
            print_json(
                {
                    "ref": one.ref,
                    "channel": one.channel,
                    "account": one.account,
                    "carries": one.carries.value,
                    "task": one.task.value,
                    "at": one.at.isoformat(),
                    "left": one.left.value if one.left else None,
                }
            )
        return
    for one in due:
        say(due_line(one))
    if not due:
        say(_("Nothing is due now."))


def due_line(one: DueView) -> str:
    """Return what is due as a sentence, and what would keep it where something would."""
    version, task = name_of(VERSIONS, one.carries.value), name_of(TASKS, one.task.value)
    said = _("{ref} to {account}: {version}, {task}, due since {when}.").format(
        ref=subject_name(one.ref), account=one.account, version=version, task=task, when=spell_moment(one.at)
    )
    if one.left is None:
        return said
    return said + " " + _("NOT now: {why}.").format(why=name_of(LEFT, one.left.value))

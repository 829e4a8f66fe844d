"""Every channel and its accounts; each with a page of its own, where it is tested, stopped and let go again."""

from typing import Any, Final

from starlette.responses import Response

from cydbost_bot.office.channels.asking import ask_all
from cydbost_bot.office.channels.words import Condition, condition
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.officer.shares import capital
from cydbost_bot.office.room import Room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _, ngettext
from cydbost_bot.problem import Misuse
from cydbost_bot.sentences import name_of, names_of, spell_length, spell_money, spell_month
from cydbost_bot.sentences_words import ERRORS, LANGUAGES, LAYOUTS, MODES, ON_HALF, SPENT_ON, platform_title
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.errors import NotFound, QueueError
from cydbost_queue.policy import Right, Role
from cydbost_queue.queries.channel_states import AccountState, ChannelState, channel_states
from cydbost_queue.queries.usage import usage
from cydbost_queue.tables import Mode

room = Room(
    "channels", title=N_("Channels"), home="/channels", right=Right.READ, order=70, daily_for=[Role.ADMINISTRATOR]
)

EXAMPLE: Final = {"name": "board"}

#: What the templates say codes with.
WORDS: Final[dict[str, Any]] = {
    "capital": capital,
    "name_of": name_of,
    "names_of": names_of,
    "length_of": spell_length,
    "money": spell_money,
    "month": spell_month,
    "ERRORS": ERRORS,
    "LANGUAGES": LANGUAGES,
    "LAYOUTS": LAYOUTS,
    "MODES": MODES,
    "ON_HALF": ON_HALF,
    "SPENT_ON": SPENT_ON,
    "platform_title": platform_title,
}


@room.waiting
def tell(visit: Visit) -> str:
    """Say how many accounts are not well, to whoever may see to them."""
    if not visit.may(Right.RUN_CHANNEL):
        return ""
    bad = {"stopped", "unusable", "expired", "ending", "clock"}
    states = channel_states(visit.desk)
    number = sum(_condition(visit, one, account).code in bad for one in states for account in one.accounts)
    said = ngettext("%(num)s account needs looking at.", "%(num)s accounts need looking at.", number)
    return said % {"num": number} if number else ""


@room.page("/channels", right=Right.READ)
def all_of_them(visit: Visit) -> Response:
    """List the channels with how their accounts are."""
    states = channel_states(visit.desk)
    conditions = {account.name: _condition(visit, one, account) for one in states for account in one.accounts}
    return visit.show("channels/list.html", channels=states, conditions=conditions, **WORDS)


@room.page("/channels/{name}", right=Right.READ, example=EXAMPLE)
def one(visit: Visit, name: str) -> Response:
    """Show one channel whole."""
    return _shown(visit, name)


@room.act("/channels/{name}/test", right=Right.RUN_CHANNEL, example=EXAMPLE)
def test(visit: Visit, name: str) -> Response:
    """Ask the platform of each account how it is, now."""
    state = _state(visit, name)
    running = [account.name for account in state.accounts if account.stopped_at is None]
    if state.mode == Mode.OFF or not running:
        said = _("Nothing was asked: the channel is off, or its accounts are stopped.")
        return visit.go(f"/channels/{name}", said=said)
    try:
        troubles = ask_all(visit, running)
    except Misuse as error:
        return _shown(visit, name, problem=error)
    if troubles:
        said = _("Asked. Not reached or not usable: %(names)s.") % {"names": ", ".join(troubles)}
        return visit.go(f"/channels/{name}", said=said)
    return visit.go(f"/channels/{name}", said=_("Asked. What each account said is shown here."))


@room.act("/channels/{name}/stop", right=Right.RUN_CHANNEL, example=EXAMPLE)
def stop(visit: Visit, name: str) -> Response:
    """Stop one account, for a reason."""
    account, reason, errors = visit.form.text("account"), visit.form.text("reason"), FieldErrors()
    if account not in {one.name for one in _state(visit, name).accounts}:
        errors.add("account", _("Choose the account to stop."))
    if not reason:
        errors.add("reason", _("Say why it is stopped: whoever resumes it reads this."))
    if errors:
        return _shown(visit, name, errors=errors)
    try:
        stop_account(visit.desk, visit.actor, account, reason)
    except QueueError as error:
        return _shown(visit, name, problem=error)
    said = _("%(account)s is stopped: nothing is sent to it or read from it.") % {"account": account}
    return visit.go(f"/channels/{name}", said=said)


@room.act("/channels/{name}/resume", right=Right.RUN_CHANNEL, example=EXAMPLE)
def resume(visit: Visit, name: str) -> Response:
    """Let one account be used again."""
    account = visit.form.text("account")
    if account not in {one.name for one in _state(visit, name).accounts}:
        raise NotFound("no_account", account=account[:64])
    resume_account(visit.desk, visit.actor, account)
    said = _("%(account)s is used again. What waited for it is sent now.") % {"account": account}
    return visit.go(f"/channels/{name}", said=said)


def _shown(visit: Visit, name: str, *, errors: FieldErrors | None = None, problem: Exception | None = None) -> Response:
    state = _state(visit, name)
    use = next((one for one in usage(visit.desk) if one.channel == name), None)
    return visit.show(
        "channels/one.html",
        channel=state,
        conditions={account.name: _condition(visit, state, account) for account in state.accounts},
        use=use,
        running=[account.name for account in state.accounts if account.stopped_at is None],
        typed={"account": visit.form.text("account"), "reason": visit.form.text("reason")},
        errors=errors,
        problem=problem,
        **WORDS,
    )


def _state(visit: Visit, name: str) -> ChannelState:
    found = channel_states(visit.desk, name)
    if not found:
        raise NotFound("no_channel", channel=name[:64])
    return found[0]


def _condition(visit: Visit, channel: ChannelState, account: AccountState) -> Condition:
    return condition(channel, account, visit.now, visit.settings.operations.token_warning)

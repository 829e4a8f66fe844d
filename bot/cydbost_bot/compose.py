"""Where the concrete parts meet: settings become a desk, connectors and a worker. Nowhere else are they chosen."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.exc import ArgumentError

from cydbost_bot import settings_model as model
from cydbost_bot.absent_account import Connectors
from cydbost_bot.charges import budgets_by_channel, known_by_channel, prices_by_account
from cydbost_bot.exercise import require_exercise_only, require_right_record
from cydbost_bot.i18n import N_
from cydbost_bot.library import load_saved_replies
from cydbost_bot.link_probe import LinkProbe
from cydbost_bot.media_intake import keep_media, media_folder
from cydbost_bot.notify.notifier import Notifier
from cydbost_bot.notify.reach import make_ladder, make_reach, told_by
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.reaching import MakeConnector, Platform, open_noticeboard, platform_of
from cydbost_bot.settings_model import Settings
from cydbost_bot.spelling import spellers_of
from cydbost_bot.wall_clock import LONDON, find_zone
from cydbost_connectors import Connector
from cydbost_connectors.exercise import PLATFORM as EXERCISE
from cydbost_queue.actions.channels import DeclaredChannel, set_channels
from cydbost_queue.actions.settings import remember_settings
from cydbost_queue.clock import Clock, SystemClock
from cydbost_queue.desk import Desk
from cydbost_queue.queries.record import list_channels
from cydbost_queue.rules import Allowance, Rules
from cydbost_queue.store import Store, create_store, open_store
from cydbost_queue.tables import Carries, Layout, Mode, OnEdit, OnHalf, OnHalfEdit
from cydbost_queue.views import ChannelView
from cydbost_queue.worker import Worker

SAME_ACCOUNT = Wording(
    "same_account", N_("The channel “{channel}” names the account “{account}” for both languages. Name one for each.")
)
NO_DRIVER = Wording(
    "no_driver", N_("The database needs a driver that is not installed: {driver}. Install it, or use SQLite.")
)
FIELDS = Wording(
    "acknowledgement_fields",
    N_("The saved reply “acknowledgement” goes out by itself, so it can have no fields. Take out: {fields}."),
)


def open_desk(settings: Settings, *, clock: Clock | None = None) -> Desk:
    """Return the council's desk: its database, its rules, and its channels as they are declared now.

    Raises:
        StoreError: there is no database yet, or it cannot serve.
        Misuse: a channel is on an unknown platform, or the database's driver is missing.
        LibraryRefused: the saved replies have faults.
    """
    return _desk(settings, open_store, clock)


@contextmanager
def opened_desk(settings: Settings, *, clock: Clock | None = None) -> Iterator[Desk]:
    """Give the desk as ``open_desk`` does, and close its database at the end."""
    desk = open_desk(settings, clock=clock)
    try:
        yield desk
    finally:
        desk.store.close()


def create_desk(settings: Settings, *, clock: Clock | None = None) -> Desk:
    """Make the database, or bring an older one up to date, and return the desk as ``open_desk`` does."""
    return _desk(settings, create_store, clock)


def empty_desk(settings: Settings, *, clock: Clock | None = None) -> Desk:
    """Make the database where it is missing, and return a desk at which nothing was ever written: for a restore."""
    store = _store(settings, create_store)
    return Desk(store, clock or store.clock(), make_rules(settings))


def open_record(settings: Settings) -> Store:
    """Open the database alone, to prove it: the channels are not compared, and nothing is ever written.

    Raises:
        StoreError: there is no database yet, or it cannot serve.
        Misuse: the database's driver is missing.
    """
    return _store(settings, open_store)


def _store(settings: Settings, opener: Callable[[str], Store]) -> Store:
    try:
        return opener(settings.database.address())
    except (ImportError, ArgumentError) as error:
        raise Misuse(NO_DRIVER(driver=settings.database.url.partition("://")[0])) from error


def _desk(settings: Settings, opener: Callable[[str], Store], clock: Clock | None) -> Desk:
    declared = declare_channels(settings)
    rules = make_rules(settings)
    # An exercise begins with its first command.
    store = _store(settings, create_store if settings.is_exercise else opener)
    desk = Desk(store, clock or store.clock(), rules)
    require_right_record(settings, list_channels(desk))
    # Most runs change no channel: they are compared without the right to write, and wait for nobody.
    if not {_shape(channel) for channel in declared} <= {_stored_shape(view) for view in list_channels(desk)}:
        set_channels(desk, declared)
    remember_settings(desk, {name: [str(role) for role in person.roles] for name, person in settings.people.items()})
    return desk


def make_rules(settings: Settings) -> Rules:
    """Return the queue's rules as the council has set them.

    Raises:
        LibraryRefused: the saved replies, where the acknowledgement stands, have faults.
        Misuse: the acknowledgement has places to fill, and nobody is there to fill them; or a budget fits no platform.
    """
    reply = load_saved_replies(settings.replies.file)["acknowledgement"]
    if reply.fields:
        raise Misuse(FIELDS(fields=", ".join(field.name for field in reply.fields)))
    emergency, queue = settings.emergency, settings.queue
    return Rules(
        zone=find_zone(LONDON),
        agreements=settings.agreements.agreements(),
        severities=settings.severities(),
        spellers=spellers_of(settings.spelling),
        measures={channel.name: platform_of(settings, channel).measure for channel in settings.channels},
        categories={name: timedelta(minutes=minutes) for name, minutes in emergency.categories.items()},
        ladder=make_ladder(emergency.ladder),
        ladders={category: make_ladder(ladder) for category, ladder in emergency.ladders.items()},
        reach=make_reach(settings),
        holding_line=emergency.holding_line.cy,
        pair_window=queue.pair_window,
        gap_target=queue.gap_target,
        hand_window=queue.hand_window,
        allowances=_allowances(settings),
        prices=prices_by_account(settings),
        budgets=budgets_by_channel(settings),
        known=known_by_channel(settings),
        late_grace=queue.late_grace,
        series_lead=queue.series_lead,
        repeat_within=settings.conflicts.repeat_within,
        repeat_likeness=settings.conflicts.repeat_likeness / 100,
        near_time=settings.conflicts.near_time,
        most_an_hour=settings.conflicts.most_an_hour,
        most_a_day=settings.conflicts.most_a_day,
        preflight=queue.preflight,
        correction_line=(queue.correction_line.cy, queue.correction_line.en),
        lease=queue.lease,
        acknowledgement=(reply.text.cy, reply.text.en),
        stop_words=settings.replies.stop_words,
        answer_within=settings.replies.answer_within,
        preference_kept=settings.replies.keep_preference,
        reply_approval=settings.replies.need_approval,
        concerns={name: told_by(told) for name, told in settings.replies.concerns.by_name()},
    )


def _allowances(settings: Settings) -> dict[str, Allowance]:
    return {
        account_name(channel, account): Allowance(
            given.posts, given.per, given.reserve, every_write=given.counts == "writes"
        )
        for channel in settings.channels
        if (given := channel.allowance) is not None
        for _carries, account in accounts_of(channel)
    }


def account_name(channel: model.Channel, account: model.Account) -> str:
    """Return what the queue calls an account: two platforms may use one name for two accounts."""
    return f"{channel.name}/{account.name}"


def declare_channels(settings: Settings) -> list[DeclaredChannel]:
    """Return the channels of the configuration.

    Raises:
        Misuse: one is on an unknown platform, or has one account for both sides of a pair.
    """
    return [_declared(settings, channel) for channel in settings.channels]


def _declared(settings: Settings, channel: model.Channel) -> DeclaredChannel:
    platform = platform_of(settings, channel)
    accounts = {carries: account_name(channel, account) for carries, account in accounts_of(channel)}
    if len(set(accounts.values())) < len(accounts):
        raise Misuse(SAME_ACCOUNT(channel=channel.name, account=channel.accounts.cy and channel.accounts.cy.name))
    return DeclaredChannel(
        name=channel.name,
        platform=EXERCISE if settings.is_exercise else channel.platform,
        layout=Layout(channel.layout),
        on_half=OnHalf(channel.on_half or (OnHalf.HOLD if platform.by_hand else OnHalf.WITHDRAW)),
        acknowledge=channel.acknowledge,
        edits=platform.edits,
        on_edit=_way_of_editing(channel, platform),
        on_half_edit=OnHalfEdit(channel.on_half_edit),
        mode=Mode(channel.mode),
        accounts=accounts,
    )


def _way_of_editing(channel: model.Channel, platform: Platform) -> OnEdit:
    """Return how a change is made: where the platform cannot edit, a correction, so that nothing vanishes unasked."""
    wanted = OnEdit(channel.on_edit)
    return OnEdit.CORRECTION if wanted is OnEdit.EDIT and not platform.edits else wanted


def accounts_of(channel: model.Channel) -> Iterator[tuple[Carries, model.Account]]:
    """Yield what is carried and by which account, Welsh first."""
    for carries in Carries:
        account = getattr(channel.accounts, carries.value)
        if account is not None:
            yield carries, account


def make_connectors(settings: Settings, clock: Clock | None = None) -> dict[str, Connector]:
    """Return a connector for every account of the configuration, by what the queue calls the account.

    An account that the queue remembers and the configuration no longer has gets one that refuses everything.

    Raises:
        Misuse: a channel is on an unknown platform.
        ConnectorError: a platform that is ready at once or not at all (the noticeboard) is not.
    """
    clock = clock or SystemClock()
    begun: dict[str, MakeConnector] = {}
    connectors = Connectors()
    for channel in settings.channels:
        platform = platform_of(settings, channel)
        if channel.platform not in begun:
            begun[channel.platform] = platform.begin(settings, clock)
        for carries, account in accounts_of(channel):
            language = "cy,en" if carries is Carries.BOTH else carries.value
            connectors[account_name(channel, account)] = begun[channel.platform](channel, account, language)
    if settings.is_exercise:
        require_exercise_only(connectors)
    return connectors


def make_connector(settings: Settings, name: str, clock: Clock) -> Connector:
    """Return the connector of one account, by what the queue calls it; no other account's secrets are read.

    Raises:
        Misuse: its channel is on an unknown platform, or the account cannot be used as it is set.
    """
    mine = [
        channel
        for channel in settings.channels
        if any(account_name(channel, account) == name for _carries, account in accounts_of(channel))
    ]
    return make_connectors(settings.model_copy(update={"channels": tuple(mine)}), clock)[name]


def make_worker(settings: Settings, desk: Desk, connectors: Mapping[str, Connector] | None = None) -> Worker:
    """Return a worker for ``desk`` that reaches every account of the configuration."""
    worker = Worker(desk, make_connectors(settings, desk.clock) if connectors is None else connectors)
    if settings.queue.check_links and not settings.is_exercise:
        worker.is_gone = LinkProbe().is_gone
    return worker


def make_notifier(settings: Settings, desk: Desk) -> Notifier:
    """Return a notifier for ``desk`` that reaches everybody of the configuration."""
    return Notifier(desk, settings)


def _shape(channel: DeclaredChannel) -> tuple[object, ...]:
    accounts = frozenset((carries.value, name) for carries, name in channel.accounts.items())
    policies = (channel.on_half.value, channel.on_edit.value, channel.on_half_edit.value)
    settings = (channel.layout.value, *policies, channel.acknowledge, channel.edits, channel.mode.value)
    return (channel.name, channel.platform, *settings, accounts)


def _stored_shape(view: ChannelView) -> tuple[object, ...]:
    accounts = frozenset((account.carries.value, account.name) for account in view.accounts)
    return (
        view.name,
        view.platform,
        view.layout,
        view.on_half,
        view.on_edit,
        view.on_half_edit,
        view.acknowledge,
        view.edits,
        view.mode,
        accounts,
    )


__all__ = [
    "account_name",
    "accounts_of",
    "create_desk",
    "declare_channels",
    "empty_desk",
    "keep_media",
    "make_connector",
    "make_connectors",
    "make_notifier",
    "make_rules",
    "make_worker",
    "media_folder",
    "open_desk",
    "open_noticeboard",
    "open_record",
    "opened_desk",
]

"""Exercise mode: the council's own channels and people, on databases of the exercise's own, and no live account."""

from typing import ClassVar

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.settings_model import Settings
from cydbost_connectors import Connector
from cydbost_connectors.exercise import PLATFORM, ExerciseConnector
from cydbost_queue.views import ChannelView

LIVE_RECORD = Wording(
    "exercise_on_live_record",
    N_("This database is the council's own record, not an exercise's. Give [exercise] a database of its own."),
)
EXERCISE_RECORD = Wording(
    "live_on_exercise_record",
    N_("This database belongs to an exercise. Give “url” under [database] the council's own, or use --exercise."),
)
LIVE_ACCOUNT = Wording(
    "exercise_reaches_live",
    N_("In an exercise no live account may be reached, and {account} would be. Nothing is done."),
)


class ExerciseSettings(Settings):
    """The settings of an exercise. They are made by ``exercised`` alone, and cannot be told to be anything else."""

    is_exercise: ClassVar[bool] = True


def exercised(settings: Settings) -> ExerciseSettings:
    """Return the settings of an exercise: its own databases, the council's name marked, and nobody alarmed.

    Raises:
        Misuse: the exercise would use one of the council's own databases.
    """
    live = {settings.database.url, settings.noticeboard.url}
    if live & {settings.exercise.database_url, settings.exercise.noticeboard_url}:
        raise Misuse(LIVE_RECORD())
    council = settings.council.model_copy(
        update={"name_cy": f"YMARFER: {settings.council.name_cy}", "name_en": f"EXERCISE: {settings.council.name_en}"}
    )
    changed = {
        "council": council,
        "database": settings.database.model_copy(update={"url": settings.exercise.database_url}),
        "noticeboard": settings.noticeboard.model_copy(update={"url": settings.exercise.noticeboard_url}),
        "notices": (),
        "people": {name: person.model_copy(update={"ways": ()}) for name, person in settings.people.items()},
    }
    return ExerciseSettings.model_construct(**{**dict(settings), **changed})


def require_right_record(settings: Settings, stored: list[ChannelView]) -> None:
    """Refuse an exercise on the council's record, and the council's work on an exercise's.

    Raises:
        Misuse: the database belongs to the other of the two.
    """
    platforms = {channel.platform for channel in stored}
    if settings.is_exercise and platforms - {PLATFORM}:
        raise Misuse(LIVE_RECORD())
    if not settings.is_exercise and PLATFORM in platforms:
        raise Misuse(EXERCISE_RECORD())


def require_exercise_only(connectors: dict[str, Connector]) -> None:
    """Refuse an exercise in which any account is anything but an exercise's.

    Raises:
        Misuse: which account.
    """
    for account, connector in connectors.items():
        if type(connector) is not ExerciseConnector:
            raise Misuse(LIVE_ACCOUNT(account=account))

"""Who acts: the person named by ``--as``, by the environment, or by the system's own user."""

import os
import pwd
from collections.abc import Mapping
from typing import Final

from cydbost_bot.directory import UNKNOWN, actor_of
from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.settings_model import Settings
from cydbost_queue.policy import Actor

#: The environment variable that names the person when ``--as`` does not.
VARIABLE: Final = "CYDBOST_AS"

NO_ONE = Wording(
    "nobody_acts",
    N_("Say who you are with --as NAME, or set “{user}” under [system_users] in the configuration."),
)


def find_actor(settings: Settings, acting: str | None, *, environment: Mapping[str, str] | None = None) -> Actor:
    """Return who acts, of the people of the configuration; see ``named_actor``.

    Raises:
        Misuse: nobody is named, or nobody of that name is in the configuration.
    """
    return person(settings, named_actor(settings, acting, environment=environment))


def named_actor(settings: Settings, acting: str | None, *, environment: Mapping[str, str] | None = None) -> str:
    """Return who is to act: ``acting`` (``--as``), then ``CYDBOST_AS``, then whom the system's user stands for.

    Raises:
        Misuse: nobody is named.
    """
    named = acting or (os.environ if environment is None else environment).get(VARIABLE)
    user = system_user()
    name = named or settings.system_users.get(user)
    if not name:
        raise Misuse(NO_ONE(user=user))
    return name


def person(settings: Settings, name: str) -> Actor:
    """Return the person of the configuration called ``name``.

    Raises:
        Misuse: there is nobody of that name.
    """
    found = settings.people.get(name)
    if found is None:
        raise Misuse(UNKNOWN(name=name, perhaps=perhaps(name, list(settings.people))))
    return actor_of(name, found)


def system_user() -> str:
    """Return the name of the system's user. Asked of the system: an environment variable can be anything."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container may run under a number without a name
        return str(os.getuid())

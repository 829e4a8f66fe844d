"""The council's templates at the command line: found by name, and whether their words are approved."""

from collections.abc import Mapping

from cydbost_bot.cli.at_desk import AtDesk
from cydbost_bot.i18n import N_
from cydbost_bot.library import load_saved_replies, load_templates
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_language.templates import Template

NO_TEMPLATE = Wording("no_template", N_("There is no template “{name}”.{perhaps} See: cydbost template list"))
NO_REPLY = Wording("no_saved_reply", N_("There is no saved reply “{name}”.{perhaps} See: cydbost comment saved"))

Library = Mapping[str, Template]


def templates(here: AtDesk) -> Library:
    """Return the emergency templates by name.

    Raises:
        LibraryRefused: every fault of the council's own files.
    """
    return load_templates(here.settings.templates.directory)


def saved_replies(here: AtDesk) -> Library:
    """Return the saved replies by name.

    Raises:
        LibraryRefused: every fault of the council's own file.
    """
    return load_saved_replies(here.settings.replies.file)


def find_template(library: Library, name: str, missing: Wording = NO_TEMPLATE) -> Template:
    """Return the template called ``name``.

    Raises:
        Misuse: there is none.
    """
    if name not in library:
        raise Misuse(missing(name=name, perhaps=perhaps(name, list(library))))
    return library[name]

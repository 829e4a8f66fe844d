"""Mistakes on the command line, which Typer tells in English only, said in the reader's language."""

import re
from typing import Any, Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Problem, Wording, perhaps

NO_SUCH_OPTION = Wording("no_such_option", N_("There is no option {option} here.{perhaps} See {command} --help."))
NEEDED = Wording("parameter_needed", N_("{name} is needed. See {command} --help."))
VALUE_NEEDED = Wording("value_needed", N_("{option} needs a value after it."))
NO_VALUE = Wording("no_value", N_("{option} takes no value."))
WRONG_VALUE = Wording("wrong_value", N_("{name} cannot be what was given. See {command} --help."))
WRONG_CHOICE = Wording("wrong_choice", N_("{name} must be one of: {choices}."))
TOO_MUCH = Wording("too_many_arguments", N_("“{words}” is more than this command takes. See {command} --help."))
COMMAND_NEEDED = Wording("command_needed", N_("Say what to do. See {command} --help."))
NOT_UNDERSTOOD = Wording("command_not_understood", N_("The command was not understood. See {command} --help."))

_EXTRA: Final = re.compile(r"unexpected extra arguments? \((.*)\)", re.DOTALL)


def describe(error: Any) -> Problem:  # noqa: ANN401 - Typer keeps these classes to itself
    """Return a usage error of Typer's in our words. Told by the class's name: the classes have no public one."""
    command = _command_path(error)
    match type(error).__name__:
        case "NoSuchOption":
            guess = perhaps(error.option_name, list(error.possibilities or ()))
            return NO_SUCH_OPTION(option=error.option_name, perhaps=guess, command=command)
        case "BadOptionUsage":
            return (NO_VALUE if "not take" in error.message else VALUE_NEEDED)(option=error.option_name)
        case "MissingParameter":
            return NEEDED(name=_name(error.param), command=command)
        case "BadParameter":
            return _wrong_value(error.param, command)
    return _by_message(error.message, command)


def _by_message(message: str, command: str) -> Problem:
    if found := _EXTRA.search(message):
        return TOO_MUCH(words=found[1], command=command)
    return (COMMAND_NEEDED if message == "Missing command." else NOT_UNDERSTOOD)(command=command)


def _wrong_value(parameter: Any, command: str) -> Problem:  # noqa: ANN401 - see above
    choices = (getattr(parameter, "metavar", None) or "").split("|")  # a choice's metavar lists it: cy|en
    if len(choices) > 1:
        return WRONG_CHOICE(name=_name(parameter), choices=", ".join(choices))
    return WRONG_VALUE(name=_name(parameter), command=command)


def _name(parameter: Any) -> str:  # noqa: ANN401 - see above
    if parameter is None:
        return "?"
    is_option = parameter.param_type_name == "option"
    return str(parameter.opts[0] if is_option else parameter.metavar or parameter.name.upper())


def _command_path(error: Any) -> str:  # noqa: ANN401 - see above
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context else "cydbost"

"""How our commands are made and how their help reads: plain text, in the reader's language, without Rich.

Help texts are marked with ``N_`` where they stand and looked up here, when they are shown::

    app = App(help=N_("Answer the public."))

    @app.command("list", help=N_("List the comments that wait for an answer."))
    def list_comments(context: typer.Context) -> None: ...
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar, Final, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording, perhaps

NO_SUCH_COMMAND = Wording("no_such_command", N_("There is no command “{name}”.{perhaps} See {command} --help."))
HELP_OPTION: Final = N_("Show this help.")

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

# Typer keeps the types of its contexts and formatters to itself; they are Any where its methods are overridden.


def _sentences(text: str | None) -> str:
    return _(inspect.cleandoc(text)) if text else ""


def _names(option: Any) -> str:  # noqa: ANN401 - see above
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag or option.count else f"{names} {_value_name(option)}"


def _value_name(parameter: Any) -> str:  # noqa: ANN401 - see above
    name = parameter.metavar or str(parameter.name).upper()
    return _(name) if parameter.metavar and "|" not in name else str(name)  # cy|en is typed as it stands


def _notes(option: Any) -> str:  # noqa: ANN401 - see above
    if option.required:
        return " " + _("[needed]")
    if option.default in {None, False, True, ""} or callable(option.default) or not option.show_default:
        return ""
    return " " + _("[{value} unless given]").format(value=option.default)


def _option_rows(command: Any, context: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - see above
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    rows = [(_names(option), _sentences(option.help) + _notes(option)) for option in options]
    return [*rows, (context.help_option_names[0], _(HELP_OPTION))]


def _arguments(command: Any) -> list[Any]:  # noqa: ANN401 - see above
    return [one for one in command.params if one.param_type_name == "argument" and not one.hidden]


def _usage(command: Any) -> str:  # noqa: ANN401 - see above
    pieces = [_("[OPTIONS]")]
    for argument in _arguments(command):
        name = _value_name(argument) + ("..." if argument.nargs == -1 else "")
        pieces.append(name if argument.required else f"[{name}]")
    if isinstance(command, TyperGroup):
        pieces.append(_("COMMAND ..."))
    return " ".join(pieces)


def _write_help(command: Any, context: Any, formatter: Any, commands: list[tuple[str, str]]) -> None:  # noqa: ANN401
    formatter.write_usage(context.command_path, _usage(command), prefix=_("Usage:") + " ")
    for paragraph in (command.help, command.epilog):
        if paragraph:
            formatter.write_paragraph()
            formatter.write_text(_sentences(paragraph))
    arguments = [(_value_name(one), _sentences(one.help)) for one in _arguments(command) if one.help]
    options = _option_rows(command, context)
    for title, rows in ((_("Arguments"), arguments), (_("Options"), options), (_("Commands"), commands)):
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


class Command(TyperCommand):
    """A command whose help is in the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - see above
        """Write the help into ``formatter``."""
        _write_help(self, ctx, formatter, [])


class Group(TyperGroup):
    """A group of commands whose help and mistakes are in the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - see above
        """Write the help into ``formatter``."""
        _write_help(self, ctx, formatter, self.summaries(ctx))

    def summaries(self, ctx: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - see above
        """Return each command's name and the first line of its help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, _sentences(one.help).partition("\n")[0]) for name, one in commands if one and not one.hidden]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - see above
        """Find the command that ``args`` begin with.

        Raises:
            Misuse: there is none of that name.
        """
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            guess = perhaps(name, self.list_commands(ctx))
            raise Misuse(NO_SUCH_COMMAND(name=name, perhaps=guess, command=ctx.command_path))
        return super().resolve_command(ctx, args)


@dataclass(frozen=True, slots=True)
class Later:
    """A command imported when it is asked for: ``module:attribute`` names its ``App``; ``summary`` is marked."""

    target: str
    summary: str

    def load(self, name: str) -> Any:  # noqa: ANN401 - see above
        """Return the command itself, under ``name``."""
        module, _colon, attribute = self.target.partition(":")
        command = typer.main.get_command(getattr(import_module(module), attribute))
        command.name = name
        return command


class LazyGroup(Group):
    """A group that knows its commands by name and summary only, so that help costs no import of what they do."""

    later: ClassVar[Mapping[str, Later]] = {}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - see above
        """Return the names in the order they are listed."""
        return list(self.later)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - see above
        """Import and return the command, or ``None`` where there is none of that name."""
        if cmd_name not in self.later:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = self.later[cmd_name].load(cmd_name)
        return self.commands[cmd_name]

    def summaries(self, ctx: Any) -> list[tuple[str, str]]:  # noqa: ANN401, ARG002 - see above
        """Return each command's name and summary."""
        return [(name, _(command.summary)) for name, command in self.later.items()]


class App(typer.Typer):
    """A Typer application that speaks the reader's language. With one command and no callback it is that command."""

    def __init__(self, *, help: str | None = None, cls: type[Group] = Group, **settings: Any) -> None:  # noqa: A002, ANN401
        """``help`` is marked with ``N_``; the rest as ``typer.Typer``."""
        super().__init__(
            help=help,
            cls=cls,
            add_completion=False,
            no_args_is_help=True,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            **settings,
        )

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Decorated], Decorated]:  # noqa: ANN401 - one looser signature for Typer's many
        """Make a command of the function below, as ``typer.Typer.command`` does; ``help`` is marked with ``N_``."""
        return super().command(name, cls=Command, **settings)

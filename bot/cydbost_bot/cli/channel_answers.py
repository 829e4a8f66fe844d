"""What is told of a channel that is being added: by options, and where somebody can be asked, by their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cydbost_bot.channel_adding import CARRIED, Entered, NewAccount, NewChannel
from cydbost_bot.cli.asking import ask, ask_secret, choose, tell
from cydbost_bot.i18n import N_, _, current
from cydbost_bot.problem import Misuse, Problem, Wording, perhaps
from cydbost_bot.reaching import Offer
from cydbost_bot.sentences import name_of
from cydbost_bot.sentences_words import LANGUAGES
from cydbost_bot.settings_secret import Place
from cydbost_connectors import Setting

NO_SUCH_PLATFORM = Wording("no_such_platform", N_("There is no platform called “{platform}”.{perhaps}"))
NO_SUCH_LAYOUT = Wording("no_such_layout", N_("{platform} can carry a pair as one of: {choices}."))
WRONG_ACCOUNT = Wording(
    "account_not_in_layout", N_("The layout “{layout}” has these accounts: {choices}. Give --account {example}=NAME.")
)
NOT_A_PAIR = Wording("option_not_a_pair", N_("{option} is written KEY=VALUE, here: {given}."))
NOT_ASKED_FOR = Wording("option_not_asked_for", N_("{platform} has no setting “{setting}” for {option}.{perhaps}"))
NOT_TOLD = Wording("channel_not_told", N_("Give {option}: {words}"))

#: What each layout does, for whoever chooses one.
_LAYOUTS: Final[Mapping[str, str]] = {
    "paired-accounts": N_("an account for each language, with each message on both at once"),
    "two-posts": N_("one account, two posts: the Welsh first, the English at once after it"),
    "thread": N_("one account: the English stands under the Welsh as its reply"),
    "combined": N_("one account, one post: the Welsh above the English"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the options say. A key may begin with ``cy.``, ``en.`` or ``both.``; without, it is for every account."""

    name: str | None = None
    platform: str | None = None
    layout: str | None = None
    accounts: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)


def pairs_of(option: str, given: Sequence[str]) -> dict[str, str]:
    """Return ``KEY=VALUE`` options by key.

    Raises:
        Misuse: one is written otherwise. What is given for a secret's place is no secret, and is named.
    """
    found = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not key or not equals or not value:
            raise Misuse(NOT_A_PAIR(option=option, given=key))
        found[key] = value
    return found


def channel_of(told: Told, offered: Sequence[Offer], *, is_asked: bool) -> NewChannel:
    """Return the channel that is told of; with ``is_asked``, what is not told is asked for.

    Raises:
        Misuse: everything that is missing or cannot be.
    """
    offer = _offer(told, offered, is_asked=is_asked)
    layout = _layout(told, offer, is_asked=is_asked)
    _require_known(told, offer, layout)
    if not is_asked:
        _require_whole(told, offer, layout)
    name = told.name or (ask(_("What the channel is called here"), default=offer.name) if is_asked else offer.name)
    accounts: dict[str, NewAccount] = {}
    for carries in CARRIED[layout]:
        accounts[carries] = _account(told, offer, carries, accounts, is_asked=is_asked)
    return NewChannel(name, offer.name, layout, accounts)


def _offer(told: Told, offered: Sequence[Offer], *, is_asked: bool) -> Offer:
    names = [one.name for one in offered]
    if told.platform is None and is_asked:
        name = choose(_("Where the posts go:"), [(one.name, one.title) for one in offered])
    elif told.platform is None:
        raise Misuse(NOT_TOLD(option="--platform", words=", ".join(names)))
    else:
        name = told.platform
    if name not in names:
        raise Misuse(NO_SUCH_PLATFORM(platform=name, perhaps=perhaps(name, names)))
    return next(one for one in offered if one.name == name)


def _layout(told: Told, offer: Offer, *, is_asked: bool) -> str:
    possible = [name for name in _LAYOUTS if offer.threads or name != "thread"]
    if told.layout is None and is_asked:
        options = [(name, _(_LAYOUTS[name])) for name in possible]
        return choose(_("How the two languages are carried:"), options, default="paired-accounts")
    layout = told.layout or "paired-accounts"
    if layout not in possible:
        raise Misuse(NO_SUCH_LAYOUT(platform=offer.title, choices=", ".join(possible)))
    return layout


def _require_known(told: Told, offer: Offer, layout: str) -> None:
    carried, problems = CARRIED[layout], list[Problem]()
    if any(one not in carried for one in told.accounts):
        problems.append(WRONG_ACCOUNT(layout=layout, choices=", ".join(carried), example=carried[0]))
    for option, given, is_secret in (
        ("--set", told.plain, False),
        ("--secret-file", told.files, True),
        ("--secret-env", told.variables, True),
    ):
        known = [one.name for one in offer.settings if one.is_secret is is_secret]
        for key in given:
            before, dot, after = key.partition(".")
            name = after if dot and before in carried else key
            if name not in known:
                guess = perhaps(name, known)
                problems.append(NOT_ASKED_FOR(platform=offer.title, setting=key, option=option, perhaps=guess))
    if problems:
        raise Misuse(*problems)


def _require_whole(told: Told, offer: Offer, layout: str) -> None:
    problems = []
    for carries in CARRIED[layout]:
        if carries not in told.accounts:
            words = _("the account’s name")
            problems.append(NOT_TOLD(option=f"--account {carries}=NAME", words=words))
        for one in offer.settings:
            is_told = any(_told(given, carries, one.name) for given in (told.plain, told.files, told.variables))
            if one.default is None and not is_told:
                option = "--secret-file" if one.is_secret else "--set"
                problems.append(NOT_TOLD(option=f"{option} {carries}.{one.name}=…", words=_words(one)))
    if problems:
        raise Misuse(*problems)


def _account(told: Told, offer: Offer, carries: str, before: Mapping[str, NewAccount], *, is_asked: bool) -> NewAccount:
    if is_asked:
        tell("")
        tell(_("The account for: {language}").format(language=name_of(LANGUAGES, carries)))
    name = told.accounts.get(carries) or ask(_("What the account is called"))
    settings: dict[str, str] = {}
    secrets: dict[str, Place] = {}
    for one in offer.settings:
        if one.is_secret:
            place = _place(told, carries, one, is_asked=is_asked)
            if place is not None:
                secrets[one.name] = place
            continue
        value = _told(told.plain, carries, one.name)
        if value is None and is_asked:
            other = next((there.settings.get(one.name) for there in before.values()), None)
            value = ask(_asked(one), default=one.default if one.default is None else other or one.default)
        if value is not None and value != one.default:
            settings[one.name] = value
    return NewAccount(name, settings, secrets)


def _place(told: Told, carries: str, one: Setting, *, is_asked: bool) -> Place | None:
    """Return where a secret is kept, or the secret as it is typed; ``None`` where it may be left out, and is."""
    file, variable = _told(told.files, carries, one.name), _told(told.variables, carries, one.name)
    if file is not None:
        return Place(path=Path(file).absolute())
    if variable is not None:
        return Place(env=variable)
    if not is_asked:
        return None
    is_needed = one.default is None
    tell(_asked(one) if is_needed else _("{asked} (Enter to leave it out)").format(asked=_asked(one)))
    question = _("It is not shown as you type; or env:NAME, or file:PATH, where it is kept already")
    answer = ask_secret(question, is_needed=is_needed)
    if not answer:
        return None
    kind, colon, where = answer.partition(":")
    if colon and kind == "env":
        return Place(env=where)
    return Place(path=Path(where).absolute()) if colon and kind == "file" else Entered(value=answer)


def _told(given: Mapping[str, str], carries: str, name: str) -> str | None:
    return given.get(f"{carries}.{name}", given.get(name))


def _asked(one: Setting) -> str:
    return f"{one.name}: {_words(one)}"


def _words(one: Setting) -> str:
    return one.cy if current() == "cy" else one.en

"""Which channels a posting goes to, where the person need not say."""

from collections.abc import Sequence

from cydbost_bot.cli.at_desk import AtDesk
from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording, perhaps

NEEDED = Wording("channel_needed", N_("Say where it goes, with --channel: {known}."))
UNKNOWN = Wording("channel_unknown", N_("There is no channel called “{channel}”.{perhaps}"))


def chosen_channels(here: AtDesk, given: Sequence[str] | None, *, every: bool = False) -> list[str]:
    """Return the channels of a posting: those given, else the council's only one, else (if ``every``) all in use.

    Raises:
        Misuse: an unknown channel, or none given where there are several.
    """
    known = [channel.name for channel in here.settings.channels]
    if strangers := [name for name in given or () if name not in known]:
        raise Misuse(*(UNKNOWN(channel=name, perhaps=perhaps(name, known)) for name in strangers))
    if given:
        return list(given)
    if every:
        return [channel.name for channel in here.settings.channels if channel.mode != "off"] or known
    if len(known) == 1:
        return known
    raise Misuse(NEEDED(known=", ".join(known)))

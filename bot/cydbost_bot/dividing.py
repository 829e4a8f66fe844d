"""A message divided for the channels it goes to: its parts as they would be posted, and what is found in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cydbost_bot.counting import Count, count_texts
from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.settings_model import Settings
from cydbost_language import Finding, Language, Pair, Side, check_pair
from cydbost_language.parting import MOST_PARTS, CannotDivide, divide
from cydbost_queue.content import Content
from cydbost_queue.errors import Refused
from cydbost_queue.rules import Rules

TOO_LONG_CY = Wording(
    "piece_too_long_cy", N_("One sentence of the Welsh is longer than a post may be. Shorten it or divide it: “{text}”")
)
TOO_LONG_EN = Wording(
    "piece_too_long_en",
    N_("One sentence of the English is longer than a post may be. Shorten it or divide it: “{text}”"),
)
NO_PLACE = Wording(
    "no_common_place",
    N_("There is no way to divide both languages at the same places. Give both as many sentences, or shorten them."),
)
TOO_MANY_SENTENCES = Wording(
    "divide_sentences",
    N_("It has more than {most} sentences. Put it on a page of the council’s, and post a link to it."),
)
TOO_MANY = Wording("too_many_parts", N_("It would be more than {most} parts. Put it on a page, and post a link to it."))


@dataclass(frozen=True, slots=True)
class DividedPart:
    """One part: what it says in each language, how long that is on each channel, and what is found in the pair."""

    number: int
    contents: Mapping[Language, Content]
    count: Count
    findings: tuple[Finding, ...]


def divided_for(
    settings: Settings, rules: Rules, channels: Sequence[str], whole: Mapping[Language, Content]
) -> list[DividedPart]:
    """Divide a message so that every part fits on every one of the channels; its link and pictures go with the first.

    Raises:
        Refused: a channel's platform has no threads.
        CannotDivide: there is no such division.
    """
    for name in channels:
        measure = rules.measures.get(name)
        if measure is not None and not measure.threads:
            raise Refused("no_threads", channel=name, platform=measure.title)

    def contents(cy: str, en: str, *, is_first: bool) -> dict[Language, Content]:
        texts = {Language.CY: cy, Language.EN: en}
        if is_first:
            return {language: replace(whole[language], text=text) for language, text in texts.items()}
        return {language: Content(text) for language, text in texts.items()}

    def fits(cy: str, en: str, is_first: bool) -> bool:  # noqa: FBT001 - the signature of ``Fits``
        return count_texts(settings, rules, channels, contents(cy, en, is_first=is_first)).fits

    found = divide(
        whole[Language.CY].text, whole[Language.EN].text, fits, rules.agreements, severities=rules.severities
    )
    every = [contents(part.cy, part.en, is_first=number == 0) for number, part in enumerate(found)]
    return [
        DividedPart(number, one, count_texts(settings, rules, channels, one), _findings(rules, one))
        for number, one in enumerate(every, start=1)
    ]


def _findings(rules: Rules, contents: Mapping[Language, Content]) -> tuple[Finding, ...]:
    pair = Pair(*(Side(contents[language].text) for language in (Language.CY, Language.EN)))
    return check_pair(pair, rules.agreements, severities=rules.severities, spellers=rules.spellers)


def undivided(error: CannotDivide) -> Misuse:
    """Return why a message cannot be divided, and what to do."""
    if error.code == "piece_too_long":
        wording = TOO_LONG_CY if error.language is Language.CY else TOO_LONG_EN
        return Misuse(wording(text=error.text))
    return Misuse(TOO_MANY(most=MOST_PARTS) if error.code == "too_many_parts" else NO_PLACE())

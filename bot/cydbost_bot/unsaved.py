"""The judgement of words that are not handed in yet: what the gate will find in them, and how long they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cydbost_bot.counting import Count, count_texts
from cydbost_bot.settings_model import Settings
from cydbost_language import Agreements, Finding, Language, Pair, Side, check_alone, check_pair
from cydbost_queue.content import Content
from cydbost_queue.lengths import too_long
from cydbost_queue.rules import Rules
from cydbost_queue.sides import attachments_of


@dataclass(frozen=True, slots=True)
class Judgement:
    """Both sides as they were judged, an empty one for what is not written; what was found; and the counts."""

    pair: Pair
    findings: tuple[Finding, ...]
    count: Count


def judge_unsaved(
    settings: Settings,
    rules: Rules,
    contents: Mapping[Language, Content],
    channels: Sequence[str],
    *,
    names: tuple[tuple[str, str], ...] = (),
    is_divisible: bool = True,
) -> Judgement:
    """Judge what is written, one side or both, as it stands and for the channels it is to go to.

    Args:
        settings: the council's; its channels are counted in their order.
        rules: what the gate judges by.
        contents: what is written in each language; a language with no words is left out.
        channels: by name; one that there is not is passed over.
        names: (Welsh, English) names that are agreed for this posting alone.
        is_divisible: whether it may be divided where it is too long.
    """
    sides = {language: _side(contents.get(language)) for language in Language}
    pair = Pair(sides[Language.CY], sides[Language.EN])
    agreements = replace(rules.agreements, names=(*rules.agreements.names, *names)) if names else rules.agreements
    count = count_texts(settings, rules, channels, contents)
    lengths = {language: len(content.text) for language, content in contents.items()}
    long = too_long(count.posts, lengths, is_divisible=is_divisible)
    return Judgement(pair, (*_found(pair, contents, agreements, rules), *long), count)


def _side(content: Content | None) -> Side:
    if content is None:
        return Side("")
    return Side(content.text, attachments_of(content.media_rows()), content.link)


def _found(
    pair: Pair, contents: Mapping[Language, Content], agreements: Agreements, rules: Rules
) -> tuple[Finding, ...]:
    if len(contents) == len(Language):
        return check_pair(pair, agreements, severities=rules.severities, spellers=rules.spellers)
    return tuple(
        finding
        for language in contents
        for finding in check_alone(
            pair.side(language), language, agreements, severities=rules.severities, spellers=rules.spellers
        )
    )

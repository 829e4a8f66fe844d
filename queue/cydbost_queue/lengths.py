"""How long a post is on each of its channels, as the platform counts it, and the finding where that is too long."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from cydbost_connectors.measure import Measure
from cydbost_language import Finding, Language, Severity, Span
from cydbost_queue.rules import Rules
from cydbost_queue.sides import LANGUAGE_RULE
from cydbost_queue.tables import Carries, Layout

LENGTH: Final = "length"  #: the name of the check


class Words(Protocol):
    """What a version says, as far as it counts."""

    @property
    def text(self) -> str:
        """The words."""
        ...

    @property
    def link(self) -> str | None:
        """The link that is given apart from them."""
        ...


@dataclass(frozen=True, slots=True)
class Counted:
    """One post of one channel: how long it is there; ``languages`` are those of it that are written."""

    channel: str
    measure: Measure
    carries: Carries
    length: int
    bytes_over: int
    languages: tuple[Language, ...]

    @property
    def over(self) -> int:
        """By how much it is too long, in the platform's unit; 0 where it fits."""
        return max(0, self.length - self.measure.limit) if self.measure.limit is not None else 0

    @property
    def is_too_long(self) -> bool:
        """Tell whether the platform would not take it."""
        return self.over > 0 or self.bytes_over > 0


def counted(rules: Rules, channels: Iterable[tuple[str, Layout]], words: Mapping[Language, Words]) -> list[Counted]:
    """Count what is written, on each channel whose platform's way of counting is known; Welsh first.

    Where one post carries both languages they are counted together, with the line between them.
    """
    found = []
    for channel, layout in channels:
        measure = rules.measures.get(channel)
        if measure is not None:
            posts = _together(words) if layout is Layout.COMBINED else _apart(words)
            found += [
                Counted(channel, measure, carries, measure.count(text, link), measure.bytes_over(text), languages)
                for carries, text, link, languages in posts
            ]
    return found


_Post = tuple[Carries, str, str | None, tuple[Language, ...]]


def _apart(words: Mapping[Language, Words]) -> Iterator[_Post]:
    for one in Language:
        if one in words:
            yield Carries(one.value), words[one].text, words[one].link, (one,)


def _together(words: Mapping[Language, Words]) -> Iterator[_Post]:
    """Yield the one post; a version that is not written counts for nothing, what stands between them does."""
    languages = tuple(one for one in Language if one in words)
    if languages:
        text = LANGUAGE_RULE.join(words[one].text if one in words else "" for one in Language)
        link = next((words[one].link for one in languages if words[one].link), None)
        yield Carries.BOTH, text, link, languages


def too_long(
    posts: Iterable[Counted], lengths: Mapping[Language, int], *, is_divisible: bool = True
) -> Iterator[Finding]:
    """Yield a finding for each post that its platform would not take; ``lengths`` are those of the whole texts.

    ``is_divisible`` tells whether it may be divided, where the platform has threads. Where each server has its own
    limit and the council has not said which, it only warns.
    """
    for post in posts:
        if not post.is_too_long:
            continue
        spans = {one.value: Span(0, lengths[one]) for one in post.languages}
        facts = {"channel": post.channel, "platform": post.measure.title, "carries": post.carries.value}
        severity = Severity.BLOCK if post.measure.is_sure else Severity.WARN
        code, figures = _said(post, is_divisible=is_divisible)
        yield Finding(LENGTH, code, severity, spans.get("cy"), spans.get("en"), {**facts, **figures})


def _said(post: Counted, *, is_divisible: bool) -> tuple[str, dict[str, str]]:
    if not post.over:
        return "too_many_bytes", {"over": str(post.bytes_over)}
    figures = {"length": str(post.length), "limit": str(post.measure.limit), "over": str(post.over)}
    if not post.measure.is_sure:
        return "perhaps_too_long", figures
    return "too_long_to_divide" if is_divisible and post.measure.threads else "too_long", figures

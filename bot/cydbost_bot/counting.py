"""How long a message is on each channel in both languages, and how long what is not written yet will be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cydbost_bot.settings_model import Settings
from cydbost_language import Finding, Language
from cydbost_language.expansion import expected_length
from cydbost_queue.content import Content
from cydbost_queue.lengths import Counted, counted, too_long
from cydbost_queue.rules import Rules
from cydbost_queue.tables import Carries, Layout


@dataclass(frozen=True, slots=True)
class Awaited:
    """The version that is not written yet: how long it will be as a rule, and at most in nine cases of ten.

    ``room`` is what the channel has for it, ``None`` where there is no limit.
    """

    channel: str
    language: Language
    usual: int
    most: int
    room: int | None

    @property
    def is_tight(self) -> bool:
        """Tell whether it may not fit."""
        return self.room is not None and self.most > self.room

    @property
    def is_unlikely(self) -> bool:
        """Tell whether it will hardly fit."""
        return self.room is not None and self.usual > self.room


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted: each post there is on each channel, and each version that is still to come."""

    posts: tuple[Counted, ...]
    awaited: tuple[Awaited, ...]

    @property
    def fits(self) -> bool:
        """Tell whether what is written fits everywhere."""
        return not any(post.is_too_long for post in self.posts)

    def data(self) -> dict[str, Any]:
        """Return it for scripts."""
        return {
            "fits": self.fits,
            "posts": [_post(post) for post in self.posts],
            "awaited": [
                {
                    "channel": one.channel,
                    "language": one.language.value,
                    "usual": one.usual,
                    "most": one.most,
                    "room": one.room,
                }
                for one in self.awaited
            ],
        }


def count_texts(settings: Settings, rules: Rules, channels: Sequence[str], words: Mapping[Language, Content]) -> Count:
    """Count what is written on the named channels, in the order of the configuration."""
    layouts = [(one.name, Layout(one.layout)) for one in settings.channels if one.name in channels]
    posts = counted(rules, layouts, words)
    missing = [language for language in Language if language not in words]
    if len(missing) != 1:
        return Count(tuple(posts), ())
    alone = {post.channel: post for post in counted(rules, [(name, Layout.TWO_POSTS) for name, _ in layouts], words)}
    awaited = [_awaited(post, alone[post.channel], missing[0]) for post in posts]
    return Count(tuple(posts), tuple(awaited))


def length_findings(
    settings: Settings, rules: Rules, channels: Sequence[str], words: Mapping[Language, Content]
) -> list[Finding]:
    """Return a finding for each channel on which what is written is too long."""
    posts = count_texts(settings, rules, channels, words).posts
    return list(too_long(posts, {language: len(content.text) for language, content in words.items()}))


def _awaited(post: Counted, alone: Counted, language: Language) -> Awaited:
    expected = expected_length(alone.length, language)
    limit = post.measure.limit
    taken = post.length if post.carries is Carries.BOTH else 0
    return Awaited(post.channel, language, *expected, None if limit is None else max(0, limit - taken))


def _post(post: Counted) -> dict[str, Any]:
    measure = post.measure
    return {
        "channel": post.channel,
        "platform": measure.title,
        "carries": post.carries.value,
        "languages": [language.value for language in post.languages],
        "length": post.length,
        "unit": measure.unit,
        "limit": measure.limit,
        "limit_is_sure": measure.is_sure,
        "left": None if measure.limit is None else measure.limit - post.length,
        "bytes_over": post.bytes_over,
        "fits": not post.is_too_long,
        "can_be_divided": measure.threads,
    }

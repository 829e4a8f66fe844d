"""A pair as the public will see it on each of its channels: which posts, on which account, in which order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from cydbost_bot import settings_model as model
from cydbost_bot.compose import accounts_of
from cydbost_bot.reaching import platform_of
from cydbost_bot.sentences_words import LAYOUTS, name_of, platform_title
from cydbost_bot.settings_model import Settings
from cydbost_connectors import Media
from cydbost_connectors.measure import Composing
from cydbost_language import Language
from cydbost_queue.content import Content
from cydbost_queue.tables import Carries, Layout


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a post, with its description in each language that describes it."""

    media: Media
    alts: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class ShownPost:
    """One post. ``words`` are its texts by language, in their order; ``card`` is what its link card leads to."""

    account: str
    words: Mapping[Language, str]
    card: str
    pictures: tuple[Picture, ...]
    is_reply: bool = False

    @property
    def card_site(self) -> str:
        """The site that the card names."""
        return urlsplit(self.card).netloc.removeprefix("www.") or self.card


@dataclass(frozen=True, slots=True)
class Preview:
    """One channel and its posts."""

    channel: str
    platform: str
    layout: str
    posts: tuple[ShownPost, ...]


def previews(settings: Settings, channels: Sequence[str], contents: Mapping[Language, Content]) -> list[Preview]:
    """Return what is written as each of the named channels will show it, in the order of the configuration."""
    if not contents:
        return []
    return [_preview(settings, channel, contents) for channel in settings.channels if channel.name in channels]


def _preview(settings: Settings, channel: model.Channel, contents: Mapping[Language, Content]) -> Preview:
    platform = platform_of(settings, channel)
    composing = _composing(platform.network)
    accounts = {carries: account.name for carries, account in accounts_of(channel)}
    layout = Layout(channel.layout)
    is_one_post = layout is Layout.COMBINED
    posts = _combined(accounts, contents, composing) if is_one_post else _apart(accounts, layout, contents, composing)
    title = platform_title(platform.measure.title)
    return Preview(channel.name, title, name_of(LAYOUTS, layout), tuple(posts))


def _composing(network: object) -> Composing | None:
    return network if isinstance(network, Composing) else None


def _apart(
    accounts: Mapping[Carries, str], layout: Layout, contents: Mapping[Language, Content], composing: Composing | None
) -> Iterator[ShownPost]:
    for language in Language:
        content = contents.get(language)
        if content is not None:
            text = composing.sent(content.text, content.link) if composing else content.text
            yield ShownPost(
                account=accounts.get(Carries(language.value)) or accounts.get(Carries.BOTH, ""),
                words={language: text},
                card="" if composing else content.link or "",
                pictures=tuple(Picture(item, {language: item.alt_text}) for item in content.media),
                is_reply=layout is Layout.THREAD and language is Language.EN and Language.CY in contents,
            )


def _combined(
    accounts: Mapping[Carries, str], contents: Mapping[Language, Content], composing: Composing | None
) -> Iterator[ShownPost]:
    words = {language: contents[language].text for language in Language if language in contents}
    link = next((contents[language].link for language in words if contents[language].link), None)
    if composing and words:
        last = list(words)[-1]
        words[last] = composing.sent(words[last], link)
    yield ShownPost(
        account=accounts.get(Carries.BOTH, ""),
        words=words,
        card="" if composing else link or "",
        pictures=_shared(contents),
    )


def _shared(contents: Mapping[Language, Content]) -> tuple[Picture, ...]:
    """Return the pictures of one post for both: one that both sides have stands once, described twice."""
    pictures: dict[str, Picture] = {}
    for language in Language:
        for item in contents[language].media if language in contents else ():
            known = pictures.get(item.sha256, Picture(item, {}))
            pictures[item.sha256] = Picture(known.media, {**known.alts, language: item.alt_text})
    return tuple(pictures.values())

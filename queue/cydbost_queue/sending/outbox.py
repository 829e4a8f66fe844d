"""Making deliveries: which accounts carry which version of a posting, in which order and in which words."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import select

from cydbost_connectors import Outgoing
from cydbost_language import Language
from cydbost_queue.desk import Act
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import accounts_of, deliveries_of, id_of
from cydbost_queue.parts import continued_by, is_divided
from cydbost_queue.record import Tag
from cydbost_queue.reopening import ask_first
from cydbost_queue.series.following import began
from cydbost_queue.sides import LANGUAGE_RULE, media_of
from cydbost_queue.states import LIVE_DELIVERIES
from cydbost_queue.tables import Carries, Channel, Delivery, Lane, Layout, Posting, PostingKind, Version

#: The language tag a platform is given.
LANGUAGE_TAG: Mapping[Carries, str] = {Carries.CY: "cy", Carries.EN: "en", Carries.BOTH: "cy,en"}


@dataclass(frozen=True, slots=True)
class Body:
    """The words, link and files of one delivery."""

    text: str
    link: str | None
    media: list[dict[str, Any]]

    def data(self) -> dict[str, Any]:
        """Return it as it is stored with a delivery that is to be changed."""
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Body":
        """Return what ``data`` stored."""
        return cls(stored["text"], stored["link"], stored["media"])

    @classmethod
    def standing(cls, delivery: Delivery) -> "Body":
        """Return what a delivery says now."""
        return cls(delivery.text, delivery.link, delivery.media)

    def put_into(self, delivery: Delivery) -> None:
        """Make a delivery say this."""
        delivery.text, delivery.link, delivery.media = self.text, self.link, self.media


def says_of(versions: Mapping[Language, Version]) -> str:
    """Return the revisions of both versions as a delivery keeps them: ``2.3``; 0 stands for one that is missing."""
    return ".".join(str(versions[one].revision) if one in versions else "0" for one in Language)


def body_of(version: Version) -> Body:
    """Return one version as it is sent by itself."""
    return Body(version.text, version.link, version.media)


def combined_body(cy: Version, en: Version) -> Body:
    """Return both versions in one post, Welsh above English; a picture that both share goes once, described twice."""
    media = [dict(item) for item in cy.media]
    by_digest = {item["sha256"]: item for item in media}
    for item in en.media:
        shared = by_digest.get(item["sha256"])
        if shared is None:
            media.append(dict(item))
        else:
            shared["alt_text"] = f"{shared['alt_text']} / {item['alt_text']}"
    return Body(f"{cy.text}{LANGUAGE_RULE}{en.text}", cy.link or en.link, media)


def account_for(act: Act, channel: Channel, carries: Carries) -> str:
    """Return the account of ``channel`` that carries a version, or both.

    Raises:
        NotFound: the channel has no such account.
    """
    wanted = carries if channel.layout is Layout.PAIRED_ACCOUNTS else Carries.BOTH
    for account in accounts_of(act.session, channel.name):
        if account.carries is wanted:
            return account.name
    raise NotFound("no_account", account=f"{channel.name}/{wanted.value}")


def pair_plan(channel: Channel, *, is_part: bool = False) -> Iterator[tuple[Carries, Carries | None]]:
    """Yield what each delivery of a pair carries and which one it continues, Welsh first.

    The parts of a longer message make a thread for each language, so there no language continues the other.
    """
    if channel.layout is Layout.COMBINED:
        yield Carries.BOTH, None
        return
    yield Carries.CY, None
    yield Carries.EN, Carries.CY if channel.layout is Layout.THREAD and not is_part else None


def batch_name(posting: Posting, channel: Channel, part: str = "pair") -> str:
    """Return the name that joins the deliveries one worker handles together."""
    return f"{posting.uid}.{posting.releases}.{channel.name}.{part}"


def delivery_key(posting: Posting, channel: Channel, carries: Carries, release: int | None = None) -> str:
    """Return the key that the platform is given: ours alone, and the same for every attempt of one ``release``."""
    number = posting.releases if release is None else release
    return f"{posting.uid}.{number}.{channel.name}.{carries.value}"


def make_delivery(
    act: Act,
    posting: Posting,
    channel: Channel,
    carries: Carries,
    body: Body,
    *,
    batch: str,
    says: str,
    after: str | None = None,
) -> Delivery:
    """Store one delivery, due at once, in the caller's act; ``says`` are the revisions it is made of."""
    again = f"-{posting.releases}" if posting.releases > 1 else ""
    delivery = Delivery(
        key=delivery_key(posting, channel, carries),
        batch=batch,
        posting_id=id_of(posting),
        channel=channel.name,
        account=account_for(act, channel, carries),
        carries=carries,
        pair=f"{posting.ref.lower()}-{posting.uid[:6]}{again}",
        text=body.text,
        link=body.link,
        media=body.media,
        says=says,
        after=after,
        lane=Lane.EMERGENCY if posting.kind is PostingKind.EMERGENCY else Lane.ORDINARY,
        not_before=act.at,
        created_at=act.at,
    )
    act.session.add(delivery)
    act.session.flush()
    act.record(posting.subject, Tag.DELIVERY_MADE, account=delivery.account, carries=carries.value, key=delivery.key)
    ask_first(act, delivery, began(act, posting))
    return delivery


def make_pair(act: Act, posting: Posting, channel: Channel, versions: Mapping[Language, Version]) -> None:
    """Store the deliveries of both versions on one channel, in the caller's act."""
    bodies, says, batch = pair_bodies(versions), says_of(versions), batch_name(posting, channel)
    continued = _continued_keys(act, posting, channel)
    for carries, continues in pair_plan(channel, is_part=is_divided(act.session, posting)):
        after = delivery_key(posting, channel, continues) if continues else continued.get(carries)
        make_delivery(act, posting, channel, carries, bodies[carries], batch=batch, says=says, after=after)


def _continued_keys(act: Act, posting: Posting, channel: Channel) -> dict[Carries, str]:
    """Return, by what they carry, the keys of what stands on ``channel`` of the part that a posting continues."""
    before = continued_by(act.session, posting)
    if before is None:
        return {}
    rows = [row for row in deliveries_of(act.session, before) if row.channel == channel.name]
    return {row.carries: row.key for row in rows if row.state in LIVE_DELIVERIES}


def pair_bodies(versions: Mapping[Language, Version]) -> dict[Carries, Body]:
    """Return what each delivery of a pair says, by what it carries."""
    cy, en = versions[Language.CY], versions[Language.EN]
    return {Carries.CY: body_of(cy), Carries.EN: body_of(en), Carries.BOTH: combined_body(cy, en)}


def outgoing_of(act: Act, delivery: Delivery, *, body: Body | None = None, carries: Carries | None = None) -> Outgoing:
    """Return what the connector is handed. ``body`` and ``carries`` replace the delivery's own, for an edit."""
    body = body or Body.standing(delivery)
    return Outgoing(
        key=delivery.key,
        language=LANGUAGE_TAG[carries or delivery.carries],
        text=body.text,
        created_at=delivery.created_at,
        pair=delivery.pair,
        media=media_of(body.media),
        link=body.link,
        reply_to=delivery.reply_to or _continued(act, delivery),
        is_emergency=delivery.lane is Lane.EMERGENCY,
    )


def _continued(act: Act, delivery: Delivery) -> str | None:
    if delivery.after is None:
        return None
    return act.session.exec(select(Delivery.remote_id).where(Delivery.key == delivery.after)).first()

"""Posts: a draft under our own slug first, then public by its number, which may be repeated."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cydbost_connectors import wording
from cydbost_connectors.errors import NotAllowed, OutcomeUnknown, Rejected, Unavailable
from cydbost_connectors.message import Live, Outgoing, Receipt
from cydbost_connectors.pictures import load_picture
from cydbost_connectors.wordpress import details
from cydbost_connectors.wordpress.calls import Site
from cydbost_connectors.wordpress.filing import Filing
from cydbost_connectors.wordpress.limits import CAPABILITIES
from cydbost_connectors.wordpress.media import keep_picture
from cydbost_connectors.wordpress.reading import Read, read
from cydbost_connectors.wordpress.remote_ids import POST, remote_id
from cydbost_connectors.wordpress.slugs import TRASHED, owner_for, owner_of, slug_for
from cydbost_connectors.wordpress.writing import Picture, Twin, fingerprint, picture_figures, twin_paragraph, write

Row = Mapping[str, Any]

ROUTE: Final = "/wp/v2/posts"
_ALL: Final = "publish,draft,pending,private,future,trash"
_WITHDRAWN: Final = {"trash", "private"}
_NEWEST: Final = "50"  #: among so many of the site's newest posts a twin is looked for
_PAGE: Final = "100"


class Posts:
    """One account's posts on a site."""

    def __init__(self, site: Site, account: str, filing: Filing) -> None:
        self._site, self._account, self._filing = site, account, filing

    def standing(self, outgoing: Outgoing) -> Row | None:
        """Return the post under this key, public or a draft; ``None`` where there is none.

        Raises:
            Rejected: it was withdrawn, or the key belongs to other content.
        """
        found = self._by_key(outgoing, _ALL)
        best = _first(found, "publish") or next((row for row in found if row["status"] not in _WITHDRAWN), None)
        if best is None:
            if found:
                raise Rejected(wording.WITHDRAWN)
            return None
        mark = _read(best).mark
        if mark is not None and mark != fingerprint(outgoing):
            raise Rejected(wording.OTHER_CONTENT)
        return best

    def prepare(self, outgoing: Outgoing) -> None:
        """Check pictures, the key, and that the site can file the language.

        Raises:
            NotSent: what to change.
        """
        for media in outgoing.media:
            load_picture(media, CAPABILITIES)
        self.standing(outgoing)
        self._filing.fields(outgoing.language)

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Make a post public, unless it is."""
        there = self.standing(outgoing)
        if there is not None and there["status"] == "publish":
            return receipt_of(there)
        pictures = self._pictures(outgoing)
        there = there or self._draft(outgoing, pictures)
        if there["status"] == "publish":  # another process was first
            return receipt_of(there)
        twin = self._twin(outgoing)
        if twin is not None:
            self._lead_back(twin, Twin(outgoing.language, f"{self._site.address}?p={there['id']}"))
        fields = self._fields(outgoing, pictures, twin, fingerprint(outgoing))
        made = self._site.ask("POST", f"{ROUTE}/{there['id']}", json={**fields, "status": "publish"}, acts=True).row
        if made.get("status") != "publish":
            raise NotAllowed(details.NOT_PUBLISHED)
        return _receipt_or_unclear(made)

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return the public post under this key."""
        found = _first(self._by_key(outgoing, "publish"), "publish")
        return live_of(found) if found else None

    def row(self, number: int) -> Row | None:
        """Return the post of this number where it is public, to everybody."""
        answer = self._site.ask("GET", f"{ROUTE}/{number}", params={"context": "edit"}, allow=(404,))
        is_public = answer.row.get("status") == "publish" and not answer.row.get("password")
        return answer.row if answer.status == 200 and is_public else None

    def edit(self, number: int, outgoing: Outgoing) -> Receipt:
        """Put other content in a post's place; what is the same already is not written again.

        Raises:
            Rejected: it is not public, is another pair's, or would lose or swap its language.
        """
        there = self.row(number)
        if there is None:
            raise Rejected(details.NOT_THERE)
        said, owner = _read(there), owner_of(str(there["slug"]))
        is_same_pair = owner is None or owner.pair == owner_for(outgoing.pair, self._account).pair
        if not is_same_pair or outgoing.language not in {said.language or outgoing.language, "cy,en"}:
            raise Rejected(wording.NOT_THE_SAME_THING)
        figures = tuple(picture_figures(media.sha256, media.alt_text) for media in outgoing.media)
        if _is_said(said, outgoing, figures):
            return _edited(there)
        pictures = self._pictures(outgoing)
        twin = Twin(_other(outgoing.language), said.twin) if said.twin and "," not in outgoing.language else None
        written = write(outgoing, pictures, twin, said.mark or fingerprint(outgoing))
        fields = {"title": written.title, "content": written.content, **self._filing.fields(outgoing.language)}
        return _edited(self._site.ask("POST", f"{ROUTE}/{number}", json=fields, acts=True).row)

    def withdraw(self, number: int) -> None:
        """Put a post in the trash; where the site has none, only its editors see it from then on."""
        answer = self._site.ask("DELETE", f"{ROUTE}/{number}", acts=True, allow=(404, 410, 501))
        if answer.status == 404 and answer.row.get("code") != "rest_post_invalid_id":
            raise NotAllowed(details.NO_REST)
        if answer.status == 501:
            self._site.ask("POST", f"{ROUTE}/{number}", json={"status": "private"}, acts=True)

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield this account's public posts since a moment, oldest first."""
        params = {
            "after": (since.astimezone(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "status": "publish", "order": "asc", "orderby": "date", "per_page": _PAGE, "context": "edit",
        }  # fmt: skip
        page = pages = 1
        while page <= pages:
            answer = self._site.ask("GET", ROUTE, params={**params, "page": str(page)})
            lives = [live_of(row) for row in answer.rows if self.is_ours(str(row.get("slug")))]
            yield from (live for live in lives if live.published_at >= since)
            page, pages = page + 1, answer.pages

    def ours_among(self, numbers: Sequence[int]) -> set[int]:
        """Return which of these posts are public and this account's."""
        if not numbers:
            return set()
        asked = ",".join(map(str, numbers))
        params = {"include": asked, "per_page": _PAGE, "_fields": "id,slug"}
        rows = self._site.ask("GET", ROUTE, params=params).rows
        return {int(row["id"]) for row in rows if self.is_ours(str(row["slug"]))}

    def is_ours(self, slug: str) -> bool:
        """Say whether the post with this slug is this account's."""
        owner = owner_of(slug)
        return owner is not None and owner.account == owner_for("", self._account).account

    def _by_key(self, outgoing: Outgoing, status: str) -> list[Row]:
        """Return the posts under this key, the one that was made first at the front."""
        slug = slug_for(outgoing.key, outgoing.pair, self._account)
        wishes = [slug, *(f"{slug}-{number}" for number in range(2, 10))]
        asked = ",".join([*wishes, *(wish + TRASHED for wish in wishes)] if "trash" in status else wishes)
        params = {"slug": asked, "status": status, "context": "edit", "per_page": _PAGE}
        rows = self._site.ask("GET", ROUTE, params=params).rows
        return sorted(rows, key=lambda row: int(row["id"]))

    def _draft(self, outgoing: Outgoing, pictures: Sequence[Picture]) -> Row:
        """Make a draft; where others did so at the same time, return the first of all, or the one that is public."""
        written = write(outgoing, pictures, None, fingerprint(outgoing))
        fields = {
            "title": written.title, "content": written.content, "status": "draft",
            "slug": slug_for(outgoing.key, outgoing.pair, self._account), **self._filing.fields(outgoing.language),
        }  # fmt: skip
        params = self._filing.params(outgoing.language)
        made = self._site.ask("POST", ROUTE, params=params, json=fields).row
        self._filing.ensure_taken(made, outgoing.language)
        first = self.standing(outgoing)
        if first is None:
            raise Unavailable(details.UNREACHED)
        if first["id"] != made.get("id"):
            self._site.ask("DELETE", f"{ROUTE}/{made['id']}", params={"force": "true"}, allow=(404, 410))
        return first

    def _fields(self, outgoing: Outgoing, pictures: Sequence[Picture], twin: Row | None, mark: str) -> dict[str, Any]:
        known = Twin(str(_read(twin).language), str(twin["link"])) if twin else None
        written = write(outgoing, pictures, known, mark)
        joined = (str(_read(twin).language), int(twin["id"])) if twin else None
        return {
            "title": written.title, "content": written.content,
            **self._filing.fields(outgoing.language), **self._filing.twins(outgoing.language, joined),
        }  # fmt: skip

    def _pictures(self, outgoing: Outgoing) -> list[Picture]:
        loaded = [(media, load_picture(media, CAPABILITIES)) for media in outgoing.media]
        return [keep_picture(self._site, media, content) for media, content in loaded]

    def _twin(self, outgoing: Outgoing) -> Row | None:
        """Return the public post that says the same in the other language, of whichever account."""
        if "," in outgoing.language:
            return None
        pair = owner_for(outgoing.pair, self._account).pair
        params = {"status": "publish", "orderby": "date", "order": "desc", "per_page": _NEWEST, "context": "edit"}
        for row in self._site.ask("GET", ROUTE, params=params).rows:
            owner = owner_of(str(row["slug"]))
            starts = slug_for("", outgoing.pair, "").rpartition("-")[0] + "-"
            is_pair = owner is not None and owner.pair == pair and str(row["slug"]).startswith(starts)
            if is_pair and _read(row).language == _other(outgoing.language):
                return row
        return None

    def _lead_back(self, twin: Row, to: Twin) -> None:
        """Let the twin, which is public already, lead to what is about to be.

        Raises:
            NotSent: it does not yet, for all that is known; nothing new was made public.
        """
        content = str(twin["content"]["raw"])
        if _read(twin).twin == to.address:
            return
        try:
            bare = content.replace(twin_paragraph(Twin(to.language, _read(twin).twin)), "")
            self._site.ask("POST", f"{ROUTE}/{twin['id']}", json={"content": twin_paragraph(to) + bare}, acts=True)
        except OutcomeUnknown as error:
            raise Unavailable(error.detail, retry_after=error.retry_after) from error


def receipt_of(row: Row) -> Receipt:
    """Return the receipt of a post as the site has it."""
    return Receipt(remote_id(POST, int(row["id"])), str(row["link"]), moment(row["date_gmt"]))


def live_of(row: Row) -> Live:
    """Return what the public sees of a post."""
    said, made = _read(row), receipt_of(row)
    return Live(made.remote_id, made.address, said.language, said.text, said.alt_texts, made.at)


def moment(told: object) -> datetime:
    """Return a time of the site's, which it gives without a zone, in UTC."""
    return datetime.fromisoformat(str(told)).replace(tzinfo=UTC)


def _receipt_or_unclear(row: Row) -> Receipt:
    try:
        return receipt_of(row)
    except (KeyError, ValueError, TypeError) as error:
        raise OutcomeUnknown(details.UNCLEAR) from error


def _edited(row: Row) -> Receipt:
    try:
        made = receipt_of(row)
        return Receipt(made.remote_id, made.address, moment(row["modified_gmt"]))
    except (KeyError, ValueError, TypeError) as error:
        raise OutcomeUnknown(details.UNCLEAR) from error


def _read(row: Row) -> Read:
    try:
        return read(str(row["title"]["raw"]), str(row["content"]["raw"]))
    except (KeyError, TypeError) as error:
        raise NotAllowed(details.FORBIDDEN) from error


def _is_said(said: Read, outgoing: Outgoing, figures: tuple[str, ...]) -> bool:
    is_text = " ".join(said.text.split()) == " ".join(outgoing.text.split())
    return is_text and (said.language, said.link, said.pictures) == (outgoing.language, outgoing.link, figures)


def _first(rows: Sequence[Row], status: str) -> Row | None:
    return next((row for row in rows if row.get("status") == status and not row.get("password")), None)


def _other(language: str) -> str:
    return "en" if language == "cy" else "cy"

"""Comments of the public, and what is answered under them.

WordPress refuses the same words by the same author under the same post, so an answer is known by what it says and by
the comment that it stands under.
"""

import html
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.errors import NotAllowed, OutcomeUnknown, Rejected
from cydbost_connectors.message import Incoming, Live, Outgoing, Receipt
from cydbost_connectors.wordpress import details
from cydbost_connectors.wordpress.calls import Site
from cydbost_connectors.wordpress.failures import code_of
from cydbost_connectors.wordpress.posts import Posts, Row, moment
from cydbost_connectors.wordpress.remote_ids import COMMENT, POST, REPLY, number_of, remote_id
from cydbost_connectors.wordpress.writing import as_html

ROUTE: Final = "/wp/v2/comments"
_PAGE: Final = "100"


class Replies:
    """What is said under one account's posts."""

    def __init__(self, site: Site, posts: Posts) -> None:
        self._site, self._posts = site, posts

    def prepare(self, outgoing: Outgoing) -> None:
        """Check that the comment to answer is there, and that the answer was not withdrawn.

        Raises:
            Rejected: it is not there, or the answer was.
        """
        self._standing(outgoing, self._answered(outgoing))

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Put an answer under its comment, unless it stands there."""
        answered = self._answered(outgoing)
        there = self._standing(outgoing, answered)
        if there is not None:
            return _receipt(there)
        content = {"post": answered["post"], "parent": answered["id"], "content": as_html(outgoing.text)}
        answer = self._site.ask("POST", ROUTE, json=content, acts=True, allow=(409,))
        if answer.status == 409:
            return self._said_already(outgoing, answered, code_of(answer.body))
        if answer.row.get("status") != "approved":
            raise NotAllowed(details.NOT_PUBLISHED)
        try:
            return _receipt(answer.row)
        except (KeyError, ValueError, TypeError) as error:
            raise OutcomeUnknown(details.UNCLEAR) from error

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return the answer that stands under this comment and says this."""
        parent = number_of(outgoing.reply_to or "", COMMENT)
        there = self._said(outgoing, parent, "approve") if parent else []
        return _live(there[0]) if there else None

    def row(self, number: int) -> Row | None:
        """Return a comment of this number where the public sees it."""
        answer = self._site.ask("GET", f"{ROUTE}/{number}", params={"context": "edit"}, allow=(404,))
        return answer.row if answer.status == 200 and answer.row.get("status") == "approved" else None

    def read_back(self, number: int) -> Live | None:
        """Return what the public sees of an answer."""
        there = self.row(number)
        return _live(there) if there and there.get("author") else None

    def edit(self, number: int, outgoing: Outgoing) -> Receipt:
        """Put other words in an answer's place."""
        there = self.row(number)
        if there is None or there.get("author") != self._me():
            raise Rejected(details.NOT_THERE)
        if _words(there) != _folded(outgoing.text):
            changed = {"content": as_html(outgoing.text)}
            there = self._site.ask("POST", f"{ROUTE}/{number}", json=changed, acts=True).row
        try:
            return _receipt(there)
        except (KeyError, ValueError, TypeError) as error:
            raise OutcomeUnknown(details.UNCLEAR) from error

    def withdraw(self, number: int) -> None:
        """Put an answer of ours in the trash; where the site has none, it is deleted."""
        there = self.row(number)
        if there is None or there.get("author") != self._me():
            return
        answer = self._site.ask("DELETE", f"{ROUTE}/{number}", acts=True, allow=(404, 410, 501))
        if answer.status == 501:
            self._site.ask("DELETE", f"{ROUTE}/{number}", params={"force": "true"}, acts=True, allow=(404, 410))

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield what others wrote under this account's posts, oldest first."""
        me = self._me()
        for row in self._since(since):
            if row.get("author") != me:
                yield Incoming(
                    remote_id=remote_id(COMMENT, int(row["id"])),
                    on=remote_id(POST, int(row["post"])),
                    author=html.unescape(str(row["author_name"])),
                    text=html.unescape(str(row["content"]["raw"])),
                    written_at=moment(row["date_gmt"]),
                )

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield our answers under this account's posts, oldest first."""
        me = self._me()
        yield from (_live(row) for row in self._since(since) if row.get("author") == me)

    def _since(self, since: datetime) -> Iterator[Row]:
        params = {
            "after": (since.astimezone(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "status": "approve", "order": "asc", "orderby": "date_gmt", "per_page": _PAGE, "context": "edit",
            "type": "comment",
        }  # fmt: skip
        page = pages = 1
        while page <= pages:
            answer = self._site.ask("GET", ROUTE, params={**params, "page": str(page)})
            ours = self._posts.ours_among(sorted({int(row["post"]) for row in answer.rows}))
            for row in sorted(answer.rows, key=lambda one: (str(one["date_gmt"]), int(one["id"]))):
                if int(row["post"]) in ours and moment(row["date_gmt"]) >= since.replace(microsecond=0):
                    yield row
            page, pages = page + 1, answer.pages

    def _answered(self, outgoing: Outgoing) -> Row:
        """Return the comment to answer.

        Raises:
            Rejected: it is no public comment of this site; WordPress itself would take an answer to nothing.
        """
        number = number_of(outgoing.reply_to or "", COMMENT)
        there = self.row(number) if number else None
        if there is None:
            raise Rejected(details.NOTHING_TO_ANSWER)
        return there

    def _standing(self, outgoing: Outgoing, answered: Row) -> Row | None:
        found = self._said(outgoing, int(answered["id"]), "any")
        seen = next((row for row in found if row.get("status") == "approved"), None)
        if seen is None and found:
            raise Rejected(wording.WITHDRAWN)
        return seen

    def _said_already(self, outgoing: Outgoing, answered: Row, code: str) -> Receipt:
        there = self._said(outgoing, int(answered["id"]), "approve")
        if not there:
            raise Rejected(f"{details.REFUSED} (409 {code})")
        return _receipt(there[0])

    def _said(self, outgoing: Outgoing, parent: int, status: str) -> list[Row]:
        """Return our answers under a comment that say this."""
        params = {"parent": str(parent), "status": status, "context": "edit", "per_page": _PAGE}
        me = self._me()
        rows = self._site.ask("GET", ROUTE, params=params).rows
        return [row for row in rows if row.get("author") == me and _words(row) == _folded(outgoing.text)]

    def _me(self) -> int:
        return int(self._site.ask("GET", "/wp/v2/users/me", params={"_fields": "id"}).row["id"])


def _receipt(row: Row) -> Receipt:
    return Receipt(remote_id(REPLY, int(row["id"])), str(row["link"]), moment(row["date_gmt"]))


def _live(row: Row) -> Live:
    made = _receipt(row)
    text = html.unescape(str(row["content"]["raw"]))
    return Live(made.remote_id, made.address, None, text, (), made.at)


def _words(row: Row) -> str:
    return _folded(html.unescape(str(row["content"]["raw"])))


def _folded(text: str) -> str:
    return " ".join(text.split())

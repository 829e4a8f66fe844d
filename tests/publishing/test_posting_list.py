"""Postings are found page by page, by where they stand and by what they lack; their writings in order."""

from datetime import timedelta

import pytest

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import set_channels
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import NotFound
from cydbost_queue.queries.posting_list import Lack, Wanted, find_postings
from cydbost_queue.queries.revisions import revisions_of
from cydbost_queue.states import PostingState
from publishing.conftest import APPROVER, EDITOR, ENGLISH, TRANSLATOR, WELSH, Council
from publishing.test_addressing import OTHER


def refs(council: Council, wanted: Wanted) -> list[str]:
    return [found.line.ref for found in find_postings(council.desk, wanted).postings]


def test_pages_follow_each_other_without_gap_or_overlap(council: Council) -> None:
    made = [council.add() for _ in range(5)]
    first = find_postings(council.desk, Wanted(), limit=2)
    second = find_postings(council.desk, Wanted(), before=first.older, limit=2)
    third = find_postings(council.desk, Wanted(), before=second.older, limit=2)
    shown = [found.line.ref for page in (first, second, third) for found in page.postings]
    assert shown == made[::-1]
    assert third.older is None


def test_what_a_posting_lacks_is_found_and_shown(council: Council) -> None:
    no_welsh, no_english = council.add(cy=None), council.add(en=None)
    unapproved, ready, scheduled = council.add(), council.add(), council.scheduled()
    approve(council.desk, APPROVER, ready)
    assert refs(council, Wanted(lacks=Lack.WELSH)) == [no_welsh]
    assert refs(council, Wanted(lacks=Lack.ENGLISH)) == [no_english]
    assert refs(council, Wanted(lacks=Lack.APPROVAL)) == [unapproved]
    assert refs(council, Wanted(lacks=Lack.SLOT)) == [ready, unapproved, no_english, no_welsh]
    lacks = {found.line.ref: found.lacks for found in find_postings(council.desk, Wanted()).postings}
    assert lacks == {
        no_welsh: (Lack.WELSH, Lack.SLOT),
        no_english: (Lack.ENGLISH, Lack.SLOT),
        unapproved: (Lack.APPROVAL, Lack.SLOT),
        ready: (Lack.SLOT,),
        scheduled: (),
    }


def test_a_state_a_channel_and_part_of_a_name_narrow_the_list(council: Council) -> None:
    set_channels(council.desk, [OTHER])
    words = {Language.EN: Content(ENGLISH)}
    fair = add_posting(council.desk, EDITOR, label="Ŵyl 100% 2026", channels=["other"], contents=words)
    library = council.scheduled()
    assert refs(council, Wanted(channel="other")) == [fair]
    assert refs(council, Wanted(states=frozenset({PostingState.SCHEDULED, PostingState.READY}))) == [library]
    for part in ("ŵyl", "Ŵyl", "100%", "2026", fair, fair.lower()):
        assert refs(council, Wanted(search=part)) == [fair], part
    assert refs(council, Wanted(search="LLYFR")) == [library]
    assert refs(council, Wanted(search="1000")) == []
    assert refs(council, Wanted(search="_yl")) == []


def test_a_version_that_the_other_was_changed_after_is_marked_stale_in_the_list(council: Council) -> None:
    ref = council.add()
    edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH.replace("9.30am", "10am")))
    (found,) = find_postings(council.desk, Wanted()).postings
    assert found.stale == (Language.CY,)
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH.replace("9.30yb", "10yb")))
    (found,) = find_postings(council.desk, Wanted()).postings
    assert found.stale == (Language.EN,)
    approve(council.desk, APPROVER, ref)
    (found,) = find_postings(council.desk, Wanted()).postings
    assert found.stale == ()


def test_every_writing_is_there_with_what_it_replaced_and_what_stood_beside_it(council: Council) -> None:
    ref = council.add()
    council.clock.advance(timedelta(minutes=1))
    edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH + " Thank you."))
    newest, welsh, english = revisions_of(council.desk, ref)
    assert (newest.version.language, newest.version.revision) == (Language.EN, 2)
    assert newest.before == english.version
    assert newest.beside == welsh.version
    assert (welsh.before, welsh.beside) == (None, english.version)
    assert (english.before, english.beside) == (None, None)
    with pytest.raises(NotFound, match="no_posting"):
        revisions_of(council.desk, "P999")

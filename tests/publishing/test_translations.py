"""The translator's work: what is owed, asking, taking, giving, and the link for one person outside."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from cydbost_connectors import Media
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.changing import drop_change
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.outside import (
    LONGEST,
    hash_of,
    invite_translator,
    keep_draft,
    revoke_link,
    send_outside,
)
from cydbost_queue.actions.translating import ask_translation, drop_request, give_back, take_translation
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import add_posting, edit_version, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.outside_names import outside_name
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.notices import notices as list_notices
from cydbost_queue.queries.record import entries
from cydbost_queue.queries.translation import show_outside, show_translation
from cydbost_queue.queries.translations import Choice, OwedLine, asked_for, list_owed
from cydbost_queue.record.verify import verify
from cydbost_queue.tables import OutsideLink
from cydbost_queue.translated import Translated
from cydbost_queue.translations import Owed
from publishing.conftest import APPROVER, EDITOR, LANGUAGE_OFFICER, MANAGER, OFFICER, TRANSLATOR, WELSH, Council

HOUR = timedelta(hours=1)
OTHER = Actor("second-translator", frozenset({Role.TRANSLATOR}))
CHANGED = "The library in Ruthin will be closed on Tuesday 9 June 2026. It will reopen at 9.30am on Wednesday."


def owed(council: Council, **choice: Any) -> list[OwedLine]:
    return list(list_owed(council.desk, Choice(**choice)).lines)


def refused(code: str, act: Callable[..., object], *given: Any, **named: Any) -> None:
    with pytest.raises((Refused, NotFound)) as caught:
        act(*given, **named)
    assert caught.value.code == code


def later(council: Council) -> None:
    council.clock.advance(timedelta(minutes=1))


def tags(council: Council, ref: str) -> list[str]:
    return [entry.act for entry in entries(council.desk, subject=f"posting:{ref[1:]}")]


def notices(council: Council) -> list[tuple[str, tuple[str, ...]]]:
    return [(notice.code, notice.told) for notice in list_notices(council.desk)]


def emergency(council: Council) -> str:
    return raise_english_first(
        council.desk,
        OFFICER,
        label="Flood",
        english=Content("Leave Ford Street now. Rest centre: Ruthin leisure centre."),
        category="flooding",
        reason="Water at the doors",
        channels=["board"],
        authoriser=MANAGER,
    )


def test_the_desk_has_what_is_missing_and_stale_with_emergencies_first(council: Council) -> None:
    soon = council.add(cy=None, slot=council.clock.now() + 5 * HOUR)
    english = add_posting(
        council.desk, EDITOR, label="Ffair", channels=["board"], contents={Language.CY: Content(WELSH)}
    )
    whole = council.add()
    stale = council.add()
    later(council)
    edit_version(council.desk, EDITOR, stale, Language.EN, Content(CHANGED))
    flood = emergency(council)
    asked = council.add(cy=None)
    ask_translation(council.desk, EDITOR, asked, due=council.clock.now() + 2 * HOUR, note="Keep “Dewch” informal.")

    lines = owed(council)
    assert [line.ref for line in lines] == [flood, asked, soon, english, stale]
    assert whole not in [line.ref for line in lines]
    assert [(line.wanted, line.why) for line in lines] == [
        (Language.CY, Owed.MISSING),
        (Language.CY, Owed.MISSING),
        (Language.CY, Owed.MISSING),
        (Language.EN, Owed.MISSING),
        (Language.CY, Owed.STALE),
    ]
    assert lines[0].is_emergency
    assert lines[0].due_at == council.clock.now() + timedelta(minutes=30)
    assert lines[1].request is not None
    assert (lines[1].request.note, lines[1].words) == ("Keep “Dewch” informal.", 19)
    assert [line.ref for line in owed(council, wanted=Language.EN)] == [english]
    assert [line.ref for line in owed(council, why=Owed.STALE)] == [stale]
    assert [line.ref for line in owed(council, is_asked=True)] == [flood, asked]
    assert asked_for(council.desk).texts == 2

    pages, after = [], ""
    while True:
        page = list_owed(council.desk, limit=2, after=after)
        pages.append([line.ref for line in page.lines])
        if page.after is None:
            break
        after = page.after
    assert pages == [[flood, asked], [soon, english], [stale]]
    assert list_owed(council.desk, after="no such mark").lines[0].ref == flood


def test_an_emergencys_welsh_stays_on_the_desk_until_it_is_approved(council: Council) -> None:
    ref = emergency(council)
    assert ("welsh_owed", ("translator",)) in notices(council)
    later(council)
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content("Gadewch Stryd y Rhyd nawr."))
    (line,) = owed(council)
    assert line.is_written
    assert line.request is None
    assert ("translation_given", ("person:duty-officer",)) in notices(council)


def test_a_side_written_in_one_act_with_the_other_is_not_stale(council: Council) -> None:
    ref = council.add()
    later(council)
    edit_versions(
        council.desk,
        EDITOR,
        ref,
        {Language.CY: Content(WELSH + " Diolch."), Language.EN: Content(CHANGED + " Thanks.")},
    )
    assert owed(council) == []


def test_a_stale_side_shows_what_its_source_said_before_until_somebody_approves_it(council: Council) -> None:
    ref = council.add()
    first = show_translation(council.desk, ref)
    assert (first.wanted, first.why, first.source_before) == (Language.CY, None, None)
    later(council)
    edit_version(council.desk, EDITOR, ref, Language.EN, Content(CHANGED))
    view = show_translation(council.desk, ref)
    assert view.why is Owed.STALE
    assert view.source_before is not None
    assert view.source_before.text != view.source.text == CHANGED
    later(council)
    approve(council.desk, APPROVER, council.add())
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH.replace("Llun 8", "Mawrth 9")))
    assert show_translation(council.desk, ref, Language.CY).source_before is None


def test_asking_taking_and_giving_leave_entries_and_tell_people(council: Council) -> None:
    ref = council.add(cy=None)
    assert ask_translation(council.desk, EDITOR, ref) is Language.CY
    refused("translation_asked", ask_translation, council.desk, EDITOR, ref)
    take_translation(council.desk, TRANSLATOR, ref)
    take_translation(council.desk, TRANSLATOR, ref)
    refused("translation_taken", take_translation, council.desk, OTHER, ref)
    refused("not_your_translation", give_back, council.desk, OTHER, ref, Language.CY)
    assert [line.ref for line in owed(council, taken_by="translator")] == [ref]
    give_back(council.desk, TRANSLATOR, ref, Language.CY)
    assert [line.ref for line in owed(council, is_free=True)] == [ref]
    take_translation(council.desk, OTHER, ref)
    take_translation(council.desk, TRANSLATOR, ref, is_over=True)
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(WELSH))
    assert owed(council) == []
    refused("nothing_owed", take_translation, council.desk, TRANSLATOR, ref)
    refused("nothing_owed", ask_translation, council.desk, EDITOR, ref)
    happened = [tag for tag in tags(council, ref) if tag.startswith("translation.")]
    assert sorted(happened) == sorted(
        ["translation.asked", *["translation.taken"] * 3, "translation.given-back", "translation.given"]
    )
    assert ("translation_wanted", ("translator",)) in notices(council)
    assert ("translation_given", ("person:comms-editor",)) in notices(council)
    assert verify(council.desk.store).is_whole


def test_only_who_asked_may_take_a_request_back_and_never_an_emergencys(council: Council) -> None:
    ref = council.add(cy=None)
    refused("slot_past", ask_translation, council.desk, EDITOR, ref, due=council.clock.now())
    ask_translation(council.desk, EDITOR, ref, due=council.clock.now() + HOUR)
    with pytest.raises(Denied):
        drop_request(council.desk, TRANSLATOR, ref, Language.CY)
    drop_request(council.desk, EDITOR, ref, Language.CY)
    refused("no_request", drop_request, council.desk, EDITOR, ref, Language.CY)
    refused("emergency_owes_welsh", drop_request, council.desk, OFFICER, emergency(council), Language.CY)
    with pytest.raises(Denied):
        take_translation(council.desk, EDITOR, ref)


def test_nothing_is_asked_for_any_more_once_a_posting_is_withdrawn_or_its_change_dropped(council: Council) -> None:
    gone, live = council.add(cy=None), council.scheduled()
    ask_translation(council.desk, EDITOR, gone)
    withdraw(council.desk, MANAGER, gone, "Not needed")
    council.run_to(HOUR)
    edit_version(council.desk, EDITOR, live, Language.EN, Content(CHANGED))
    ask_translation(council.desk, EDITOR, live)
    drop_change(council.desk, EDITOR, live)
    assert asked_for(council.desk).texts == 0
    assert "translation.dropped" in tags(council, gone)
    assert "translation.dropped" in tags(council, live)


def test_a_link_gives_one_text_once_to_one_named_person_outside(council: Council) -> None:
    ref = council.add(cy=None)
    made = invite_translator(council.desk, EDITOR, ref, name="Cyfieithu Clwyd", lasts=timedelta(days=2))
    with council.desk.store.reading() as session:
        (link,) = session.exec(select(OutsideLink)).all()
        assert link.token_hash == hash_of(made.token)
        assert made.token not in str(link.model_dump())
    refused("outside_has_it", take_translation, council.desk, TRANSLATOR, ref, is_over=True)
    shown = show_outside(council.desk, made.token)
    assert (shown.name, shown.wanted, shown.draft) == ("Cyfieithu Clwyd", Language.CY, None)
    keep_draft(council.desk, made.token, Translated("Bydd y llyfr"))
    keep_draft(council.desk, made.token, Translated("Bydd y llyfrgell"))
    later_shown = show_outside(council.desk, made.token)
    assert later_shown.draft == Translated("Bydd y llyfrgell")

    refused("source_changed", send_outside, council.desk, made.token, Translated(WELSH), source_hash="0" * 64)
    revision = send_outside(council.desk, made.token, Translated(WELSH), source_hash=shown.source.content_hash)
    assert revision == 1
    target = show_translation(council.desk, ref).target
    assert target is not None
    assert target.author == "outside:Cyfieithu Clwyd"
    assert outside_name(target.author) == "Cyfieithu Clwyd"
    refused("link_spent", show_outside, council.desk, made.token)
    refused("link_spent", keep_draft, council.desk, made.token, Translated("x"))
    refused("link_spent", send_outside, council.desk, made.token, Translated(WELSH), source_hash="")
    refused("no_link", show_outside, council.desk, "x" * 43)
    assert {"link.made", "link.spent", "translation.given"} <= set(tags(council, ref))
    assert "link.revoked" not in tags(council, ref)
    assert verify(council.desk.store).is_whole


def test_whoever_made_the_link_may_not_approve_what_came_by_it(council: Council) -> None:
    both = Actor("editor-and-approver", frozenset({Role.AUTHOR, Role.APPROVER}))
    ref = council.add(cy=None)
    made = invite_translator(council.desk, both, ref, name="Cyfieithydd", lasts=HOUR)
    source = show_outside(council.desk, made.token).source
    send_outside(council.desk, made.token, Translated(WELSH), source_hash=source.content_hash)
    with pytest.raises(Denied):
        approve(council.desk, both, ref)
    approve(council.desk, APPROVER, ref)


def test_a_link_ends_with_its_time_its_request_or_the_word_of_the_council(council: Council) -> None:
    refs = [council.add(cy=None) for _ in range(3)]
    short, taken_back, overtaken = (
        invite_translator(council.desk, EDITOR, ref, name="Cyfieithydd", lasts=HOUR) for ref in refs
    )
    keep_draft(council.desk, taken_back.token, Translated("Bydd"))
    revoke_link(council.desk, TRANSLATOR, refs[1], Language.CY)
    refused("no_open_link", revoke_link, council.desk, TRANSLATOR, refs[1], Language.CY)
    edit_version(council.desk, TRANSLATOR, refs[2], Language.CY, Content(WELSH))
    for made in (taken_back, overtaken):
        refused("link_ended", show_outside, council.desk, made.token)
    with council.desk.store.reading() as session:
        assert all(row.draft is None for row in session.exec(select(OutsideLink)).all())
    council.clock.advance(HOUR)
    refused("link_ended", send_outside, council.desk, short.token, Translated(WELSH), source_hash="")
    take_translation(council.desk, TRANSLATOR, refs[1])

    refused("link_too_long", invite_translator, council.desk, EDITOR, refs[0], name="x", lasts=LONGEST + HOUR)
    with pytest.raises(Denied):
        invite_translator(council.desk, LANGUAGE_OFFICER, refs[0], name="x", lasts=HOUR)


def test_a_translation_keeps_the_sources_pictures_described_in_its_own_language(council: Council) -> None:
    picture = Media("a.jpg", "0" * 64, "image/jpeg", "Stalls in the square", "Council photographer")
    ref = add_posting(
        council.desk,
        EDITOR,
        label="Ffair",
        channels=["board"],
        contents={Language.EN: Content("Summer fair on Saturday.", None, (picture,))},
    )
    made = invite_translator(council.desk, EDITOR, ref, name="Cyfieithydd", lasts=HOUR)
    shown = show_outside(council.desk, made.token)
    assert shown.source.words == 8
    given = Translated("Ffair haf ddydd Sadwrn.", None, ("Stondinau yn y sgwâr", "un arall"))
    refused("alts_missing", send_outside, council.desk, made.token, given, source_hash=shown.source.content_hash)
    given = Translated(given.text, None, given.alts[:1])
    send_outside(council.desk, made.token, given, source_hash=shown.source.content_hash)
    target = show_translation(council.desk, ref).target
    assert target is not None
    assert target.alts == ("Stondinau yn y sgwâr",)
    assert target.media[0]["rights"] == "Council photographer"

"""The officer's pages: every number leads to what it counts, and every post to its dossier with a verified chain."""

import re
from datetime import timedelta

import pytest

from cydbost_bot.office.officer.differences import changed
from cydbost_bot.office.officer.periods import NoPeriod, between, chosen
from cydbost_bot.office.officer.shares import share
from cydbost_language import Language
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from office.office_rig import House, text_of
from publishing.conftest import START, TRANSLATOR

TODAY = START.date()


def links_of(page: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(/officer[^"]*)"', page)]


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_number_of_the_dashboard_leads_to_a_page(full_house: House, language: str) -> None:
    person = full_house.visitor("language-officer", language)
    page = person.get("/officer?period=year")
    assert page.status_code == 200
    found = links_of(page.text)
    assert len(found) > 20
    for link in found:
        assert person.get(link).status_code == 200, link


def test_the_figures_are_said_with_what_they_are_out_of_and_of_when_they_are(full_house: House) -> None:
    said = text_of(full_house.visitor("language-officer").get("/officer"))
    assert "Data at 10.10am on Monday 1 June 2026" in said
    assert "1 of 1" in said
    assert "Welsh still due 100%" in said
    assert "0 of 1 (0%)" in said


def test_half_a_pair_is_listed_as_such(house: House) -> None:
    council, person = house.council, house.visitor("language-officer")
    council.scheduled(after=timedelta(hours=1))
    council.run_to(timedelta(hours=1))
    said = text_of(person.get("/officer/pairs"))
    assert "P1 Llyfrgell 1 June 2026 board" in said
    assert "Welsh first" in said
    assert "There is none." in text_of(person.get("/officer/pairs?only=not-whole"))
    assert "There is none." in text_of(person.get("/officer/pairs?only=all&channel=another"))
    assert person.get("/officer/pairs?older=nonsense").status_code == 200
    assert person.get("/officer/answers?older=nonsense").status_code == 303


def test_a_dossier_holds_all_that_was_written_and_decided_and_says_how_far_its_chain_is_verified(house: House) -> None:
    council = house.council
    ref = council.add()
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content("Bydd y llyfrgell a’r neuadd ar gau ddydd Llun."))
    council.worker().tick()
    page = house.visitor("language-officer").get(f"/officer/postings/{ref}")
    said = text_of(page)
    assert "Verified just now: entries 1 to" in said
    assert "seal 1 covers them" in said
    assert "<ins>" in page.text
    assert "<del>" in page.text
    assert "Revision 2 was written: the Welsh version." in said
    assert " open>" in house.visitor("language-officer").get(f"/officer/postings/{ref}?print=1").text
    assert house.visitor("language-officer").get("/officer/postings/P99").status_code == 404


def test_the_record_is_searched_by_what_about_whom_and_when(full_house: House) -> None:
    person = full_house.visitor("language-officer")
    assert "translator" in text_of(person.get("/officer/record?person=translator&act=version.written"))
    assert "No entry fits." in text_of(person.get("/officer/record?person=nobody"))
    assert "Verified just now" in text_of(person.get("/officer/record?subject=P1"))
    assert "No entry fits." in text_of(person.get("/officer/record?first=2027-01-01"))
    assert person.get("/officer/record?first=yesterday").status_code == 422
    assert person.get("/officer/record?older=x").status_code == 303
    older = re.search(r'href="(/officer/record\?older=[^"]*)"', person.get("/officer/record").text)
    assert older is not None
    assert person.get(older[1]).status_code == 200


def test_periods_are_whole_months_quarters_and_years() -> None:
    assert chosen({}, TODAY).query == "first=2026-06-01&last=2026-06-30"
    quarter = chosen({"period": "quarter", "at": "2026-02"}, TODAY)
    assert quarter.query == "first=2026-01-01&last=2026-03-31"
    before, after = quarter.beside(-1), quarter.beside(1)
    assert before is not None
    assert after is not None
    assert (before.first.isoformat(), after.last.isoformat()) == ("2025-10-01", "2026-06-30")
    assert chosen({"period": "year", "at": "2024-05"}, TODAY).last.isoformat() == "2024-12-31"
    for wrong in ({}, {"first": "2026-02-30", "last": "2026-03-01"}, {"first": "2026-03-02", "last": "2026-03-01"}):
        with pytest.raises(NoPeriod):
            between(wrong)


def test_a_share_is_never_rounded_up_to_whole() -> None:
    assert [share(9999, 10000), share(1, 1), share(2, 3), share(0, 0)] == ["99.9%", "100%", "66.6%", "–"]


def test_a_difference_keeps_every_letter_of_both_texts() -> None:
    pieces = list(changed("Ar gau ddydd Llun 8 Mehefin.", "Ar gau ddydd Mawrth 9 Mehefin."))
    assert "".join(text for kind, text in pieces if kind != "new") == "Ar gau ddydd Llun 8 Mehefin."
    assert "".join(text for kind, text in pieces if kind != "gone") == "Ar gau ddydd Mawrth 9 Mehefin."
    assert {kind for kind, _text in pieces} == {"same", "gone", "new"}

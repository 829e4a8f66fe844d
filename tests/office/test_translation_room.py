"""The translators' room, as a browser without scripts sees it."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest

from cydbost_bot.office.security import loggable
from cydbost_language import Language
from cydbost_queue.actions.outside import invite_translator
from cydbost_queue.actions.translating import ask_translation
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.queries.postings import show_posting
from office.full_house import fill
from office.office_rig import House, text_of
from publishing.conftest import EDITOR, ENGLISH, WELSH

CHANGED = ENGLISH.replace("Monday 8", "Tuesday 9").replace("on Tuesday.", "on Wednesday.")


def value_of(html: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}"[^>]*? value="([^"]*)"', html)
    assert found, name
    return unescape(found[1])


def link_of(house: House, ref: str) -> str:
    made = invite_translator(house.council.desk, EDITOR, ref, name="Cyfieithu Clwyd", lasts=timedelta(days=1))
    return f"/outside/{made.token}"


def test_the_desk_has_emergencies_on_top_with_how_long_is_left(house: House) -> None:
    fill(house)
    council = house.council
    ask_translation(council.desk, EDITOR, "P3", due=council.clock.now() + timedelta(hours=2), note="No hurry.")
    page = house.visitor("translator").get("/translation").text
    assert page.index("Llifogydd Ffordd y Dyffryn") < page.index("Ffair swyddi")
    said = text_of(house.visitor("translator").get("/translation"))
    assert "Emergency" in said
    assert re.search(r"\d+ minutes left at \d", said)
    assert "No hurry." in said
    mark = re.search(r"due=([^&\"]+)", page)
    assert mark
    house.council.clock.advance(timedelta(hours=1))
    address = f"/translation/left?due={mark[1]}&due=nonsense&due=P1~2026"
    anew = house.visitor("translator").get(address, headers={"HX-Request": "true"}).text
    assert "late by" in anew
    assert anew.count("<span") == 1


def test_work_is_taken_narrowed_down_to_and_given_back(house: House) -> None:
    ref = house.council.add(cy=None)
    person = house.visitor("translator")
    assert person.post(f"/translation/{ref}/take").status_code == 303
    assert ref in text_of(person.get("/translation?who=mine"))
    assert ref not in text_of(person.get("/translation?who=free"))
    assert "Nothing of that kind" in text_of(person.get("/translation?wanted=en"))
    person.post(f"/translation/{ref}/give-back", {"wanted": "cy"})
    assert ref in text_of(person.get("/translation?who=free"))


def test_the_author_asks_and_what_they_typed_stays_where_it_cannot_be_used(house: House) -> None:
    ref = house.council.add(cy=None)
    person = house.visitor("comms-editor")
    wrong = person.post(f"/translation/{ref}/ask", {"due": "soon", "note": "For the radio", "where": "inside"})
    assert wrong.status_code == 422
    assert "For the radio" in wrong.text
    person.post(f"/translation/{ref}/ask", {"due": "3 June 2026 4pm", "note": "For the radio", "where": "inside"})
    said = text_of(person.get(f"/translation/{ref}"))
    assert "For the radio" in said
    assert "at 4pm on Wednesday 3 June 2026" in said or "4pm on Wednesday 3 June 2026" in said
    assert person.post(f"/translation/{ref}/ask", {"where": "inside"}).status_code == 409
    assert person.post(f"/translation/{ref}/drop", {"wanted": "cy"}).status_code == 303


def test_a_translation_is_ticked_off_as_it_is_typed_and_saved_as_a_version(house: House) -> None:
    ref = house.council.add(cy=None)
    person = house.visitor("translator")
    page = person.get(f"/translation/{ref}").text
    assert "dydd Llun 8 Mehefin 2026" in page
    judged = person.swap(f"/translation/{ref}/judge", {"text": WELSH.replace("9.30yb", "9yb"), "into": "cy"})
    assert judged.status_code == 200
    assert 'hx-swap-oob="true"' in judged.text
    assert "Mend" in judged.text
    assert len(re.findall(r">\s*Open\s*<", judged.text)) == 1
    form = {"text": WELSH, "into": "cy", "seen": value_of(page, "seen"), "source_seen": value_of(page, "source_seen")}
    assert person.post(f"/translation/{ref}", {**form, "text": " "}).status_code == 422
    assert person.post(f"/translation/{ref}", form).headers["location"] == "/translation"
    version = show_posting(house.council.desk, ref).versions[Language.CY]
    assert (version.text, version.author) == (WELSH, "translator")


def test_whoever_wrote_meanwhile_is_shown_beside_what_was_typed_and_nothing_is_lost(house: House) -> None:
    ref = house.council.add()
    person = house.visitor("translator")
    page = person.get(f"/translation/{ref}").text
    form = {name: value_of(page, name) for name in ("into", "seen", "source_seen")}
    edit_version(house.council.desk, EDITOR, ref, Language.CY, Content("Testun arall."))
    answer = person.post(f"/translation/{ref}", {**form, "text": "Fy nhestun i."})
    assert answer.status_code == 409
    assert "Testun arall." in answer.text
    assert "Fy nhestun i." in answer.text
    again = {name: value_of(answer.text, name) for name in ("into", "seen", "source_seen")}
    assert person.post(f"/translation/{ref}", {**again, "text": "Fy nhestun i."}).status_code == 303


def test_a_stale_side_shows_what_changed_in_its_source(house: House) -> None:
    ref = house.council.add()
    house.council.clock.advance(timedelta(minutes=1))
    edit_version(house.council.desk, EDITOR, ref, Language.EN, Content(CHANGED))
    page = house.visitor("translator").get(f"/translation/{ref}").text
    assert "<del>Monday</del><ins>Tuesday</ins>" in page
    assert "Welsh stale" in page


@pytest.mark.parametrize("kind", ["xliff-1.2", "xliff-2", "csv"])
def test_texts_go_out_in_a_file_and_what_comes_back_is_looked_at_before_it_is_written(house: House, kind: str) -> None:
    council = house.council
    first, second = council.add(cy=None), council.add(cy=None, en="Closed today. Sorry.")
    person = house.visitor("translator")
    assert "Into Welsh" in text_of(person.get(f"/translation/send-out?ref={first}&ref={second}&ref=P99"))
    sent = person.get(f"/translation/file?ref={first}&ref={second}&format={kind}")
    assert "attachment" in sent.headers["content-disposition"]
    pieces = dict(zip(ENGLISH.split(". "), WELSH.split(". "), strict=True))
    back = sent.text
    for english, welsh in [*pieces.items(), ("Closed today", "Ar gau heddiw"), ("Sorry", "Ymddiheuriadau")]:
        back = filled(back, english, welsh, kind)
    edit_version(council.desk, EDITOR, second, Language.EN, Content("Closed tomorrow. Sorry."))
    looked = person.post("/translation/bring-back", files={"file": ("a.bin", back.encode())})
    assert looked.status_code == 200
    assert "has changed since" in text_of(looked)
    assert Language.CY not in show_posting(council.desk, first).versions
    fields = {
        f"{name}.{first}": value_of(looked.text, f"{name}.{first}")
        for name in ("into", "seen", "source", "text", "link")
    }
    done = person.post("/translation/bring-back/write", {**fields, "take": first})
    assert "waits to be approved" in text_of(done)
    assert show_posting(council.desk, first).versions[Language.CY].text == WELSH
    again = person.post("/translation/bring-back/write", {**fields, "take": first})
    assert "Not written" in text_of(again)


def filled(file: str, english: str, welsh: str, kind: str) -> str:
    """Fill in one piece as a translator does, wherever it stands in the file."""
    stop = "" if english.endswith(".") else "."
    if kind == "csv":
        return file.replace(f"{english}{stop},,", f"{english}{stop},{welsh}{stop if not welsh.endswith('.') else ''},")
    source = f"{english}{stop}</source>"
    return file.replace(source, f"{source}<target>{welsh}{stop if not welsh.endswith('.') else ''}</target>")


def test_a_file_that_cannot_be_read_is_refused_in_words(house: House) -> None:
    person = house.visitor("translator")
    assert "Choose a file" in text_of(person.post("/translation/bring-back"))
    answer = person.post("/translation/bring-back", files={"file": ("a.xlf", b"<xliff")})
    assert answer.status_code == 422
    assert "cannot be read as XML" in text_of(answer)


def test_a_link_is_shown_once_and_its_page_shows_nothing_else_of_the_councils(house: House) -> None:
    ref = house.council.add(cy=None)
    person = house.visitor("comms-editor")
    assert person.post(f"/translation/{ref}/link", {"name": "", "days": "99"}).status_code == 422
    made = person.post(f"/translation/{ref}/link", {"name": "Cyfieithu Clwyd", "days": "7"})
    address = value_of(made.text, "address")
    assert address.startswith("http://office.test/outside/")
    path = address.removeprefix("http://office.test")
    stranger = house.stranger()
    for _look in range(3):  # machines that open every link of a message spend none
        page = stranger.get(path)
        assert page.status_code == 200
    assert ENGLISH.split(".")[0] in unescape(re.sub("<[^>]+>", "", page.text))
    assert ref not in text_of(page)  # the mark of its form may hold any letters
    assert "Llyfrgell" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] in {"no-referrer", "same-origin"}
    assert path not in person.get(f"/translation/{ref}").text
    assert stranger.get(f"/translation/{ref}").status_code == 303


def test_a_person_outside_keeps_what_they_write_and_sends_it_once(house: House) -> None:
    ref = house.council.add(cy=None)
    path, stranger = link_of(house, ref), house.stranger("cy")
    source = value_of(stranger.get(path).text, "source")
    assert stranger.swap(f"{path}/draft", {"text": "Bydd"}).status_code == 200
    assert ">Bydd</textarea>" in stranger.get(path).text
    assert "Cywiro" in stranger.swap(f"{path}/judge", {"text": "Bydd y llyfrgell yn Rhuthun ar gau."}).text
    assert stranger.post(f"{path}/send", {"text": "", "source": source}).status_code == 422
    edit_version(house.council.desk, EDITOR, ref, Language.EN, Content(CHANGED))
    changed = stranger.post(f"{path}/send", {"text": WELSH, "source": source})
    assert changed.status_code == 409
    assert WELSH.split(".")[0] in changed.text
    source = value_of(changed.text, "source")
    assert stranger.post(f"{path}/send", {"text": WELSH, "source": source}).status_code == 200
    assert show_posting(house.council.desk, ref).versions[Language.CY].author == "outside:Cyfieithu Clwyd"
    assert stranger.get(path).status_code == 409
    assert stranger.post(f"{path}/send", {"text": WELSH, "source": source}).status_code == 409


def test_a_link_that_was_taken_back_opens_nothing(house: House) -> None:
    ref = house.council.add(cy=None)
    path = link_of(house, ref)
    house.visitor("translator").post(f"/translation/{ref}/link/revoke", {"wanted": "cy"})
    assert house.stranger().get(path).status_code == 409


def test_nobody_may_try_tokens_out(house: House) -> None:
    stranger = house.stranger()
    answers = [stranger.get(f"/outside/{quote('x' * number)}").status_code for number in range(1, 30)]
    assert answers[0] == 404
    assert answers[-1] == 429
    path = link_of(house, house.council.add(cy=None))
    assert stranger.get(path).status_code == 200


def test_a_form_without_its_mark_is_not_taken_from_a_stranger_either(house: House) -> None:
    path, stranger = link_of(house, house.council.add(cy=None)), house.stranger()
    source = value_of(stranger.get(path).text, "source")
    assert stranger.client.post(f"{path}/send", data={"text": WELSH, "source": source}).status_code == 403


def test_an_author_may_read_the_desk_and_an_approver_may_not_write(house: House) -> None:
    ref = house.council.add(cy=None)
    assert house.visitor("comms-manager").get(f"/translation/{ref}").status_code == 200
    assert house.visitor("comms-manager").post(f"/translation/{ref}", {"text": WELSH}).status_code == 403
    assert house.visitor("comms-editor").post(f"/translation/{ref}/take").status_code == 403
    assert house.visitor("duty-officer").get(f"/translation/{ref}/link").status_code == 403


def test_no_log_holds_what_a_link_opens_by() -> None:
    assert loggable("/swyddfa/outside/abc-DEF_1/send") == "/swyddfa/outside/…/send"
    assert loggable("/translation/P1") == "/translation/P1"

"""The door of the office: who is let in, whose forms are taken, and what every answer carries."""

import pytest
from starlette.responses import Response

from cydbost_bot.office.app import create_office_app
from cydbost_bot.office.room import SIGNED_IN, Room
from cydbost_bot.office.tokens import form_mark, is_form_mark, sealed, unsealed
from cydbost_bot.office.visit import Visit, own_path
from cydbost_queue.queries.postings import show_posting
from office.office_rig import House, text_of


def test_a_stranger_is_sent_to_sign_in_and_back_to_where_they_wanted_to_go(house: House) -> None:
    answer = house.stranger().get("/?a=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2F%3Fa%3D1")


def test_whoever_is_signed_in_sees_the_first_page_in_their_language(house: House) -> None:
    welsh = house.visitor("comms-editor", "cy").get("/")
    assert (welsh.status_code, 'lang="cy"' in welsh.text, "Cyngor Enghraifft" in welsh.text) == (200, True, True)
    assert "Example Council" in house.visitor("comms-editor", "en").get("/").text


def test_a_form_without_a_mark_of_its_own_page_is_refused_and_changes_nothing(house: House) -> None:
    person = house.visitor("comms-editor")
    other = house.visitor("comms-editor")
    for mark in ("", "x", form_mark(other.token)):
        answer = person.post("/language", {"csrf": mark, "language": "cy"})
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_a_form_that_another_site_sends_is_refused_even_with_the_right_mark(house: House) -> None:
    person = house.visitor("comms-editor")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.test"}):
        assert person.post("/language", {"language": "cy"}, headers=headers).status_code == 403
    same = {"Sec-Fetch-Site": "same-origin", "Origin": "http://office.test"}
    assert person.post("/language", {"language": "cy"}, headers=same).status_code == 303


@pytest.mark.parametrize(
    "path", ["https://evil.test/", "//evil.test", "/\\evil.test", "\\\\evil.test", "javascript:1", ""]
)
def test_no_link_leads_people_away_from_the_office(house: House, path: str) -> None:
    answer = house.visitor("comms-editor").post("/language", {"language": "cy", "next": path})
    assert answer.headers["location"] == own_path(path) == "/"


def test_every_answer_keeps_pages_to_their_own_scripts_and_out_of_caches(house: House) -> None:
    for path in ("/", "/nowhere"):
        headers = house.visitor("comms-editor").get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_the_style_sheet_is_packed_kept_for_good_and_without_the_restricted_typeface(house: House) -> None:
    person = house.visitor("comms-editor")
    page = person.get("/").text
    addresses = [part.split('"')[0] for part in page.split('href="') if part.startswith("/static/office.css")]
    answer = person.get(addresses[0])
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert "GDS" not in answer.text


def test_an_address_that_leads_nowhere_says_so_in_the_readers_language(house: House) -> None:
    answer = house.visitor("comms-editor", "cy").get("/nunlle")
    assert answer.status_code == 404
    assert "Nid yw’r dudalen hon yma" in text_of(answer)


def test_what_a_layer_below_refuses_is_a_page_with_its_sentence_and_status(house: House) -> None:
    room = Room("test")

    @room.page("/missing", right=SIGNED_IN)
    def missing(visit: Visit) -> Response:
        return visit.show("office/problem.html", title=show_posting(visit.desk, "P9").line.label, lines=[])

    house.app = create_office_app(house.office, [room])
    answer = house.visitor("comms-editor").get("/missing")
    assert answer.status_code == 404
    assert "P9" in text_of(answer)


def test_a_form_that_is_too_large_is_refused_even_where_its_sender_does_not_say_how_large(house: House) -> None:
    person = house.visitor("comms-editor")
    body = iter([b"language=cy&next=/&much="] + [b"x" * 1_000_000] * 30)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = person.client.post("/language", content=body, headers=headers)
    assert answer.status_code == 413


def test_marks_differ_each_time_and_belong_to_one_session() -> None:
    one, again = form_mark("token"), form_mark("token")
    assert one != again
    assert is_form_mark("token", one)
    assert not is_form_mark("other", one)
    assert not is_form_mark("token", one[:-4] + "AAAA")


def test_what_a_cookie_keeps_for_the_next_page_cannot_be_made_up() -> None:
    kept = sealed("token", "Wedi’i gadw")
    assert unsealed("token", kept) == "Wedi’i gadw"
    assert unsealed("other", kept) is None
    assert unsealed("token", kept.replace(".", ".0")) is None

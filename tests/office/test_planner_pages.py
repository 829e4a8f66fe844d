"""The calendar's pages: what they show, moving by a form and back, a plan brought in once, and the feed."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx2 import Response
from icalendar import Calendar
from PIL import Image

from cydbost_bot.office.tokens import form_mark
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.series import add_series
from cydbost_queue.queries.feed_keys import feed_keys_of
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.states import PostingState
from office.office_rig import House, Person, text_of
from publishing.conftest import APPROVER, EDITOR, START

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def shown(person: Person, path: str) -> str:
    answer = person.get(path)
    assert answer.status_code == 200, path
    return text_of(answer)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_each_look_shows_what_is_planned_and_filters_leave_out_the_rest(house: House) -> None:
    whole, bare = house.council.scheduled(after=DAY), house.council.add(cy=None, slot=START + 2 * DAY)
    editor = house.visitor("comms-editor")
    for look in ("", "?look=month", "?look=week", "?look=list"):
        page = shown(editor, f"/calendar{look}")
        assert "scheduled" in page, look
        assert "Welsh missing" in page, look
    lacking = editor.get("/calendar?look=list&lack=welsh").text
    assert f"/calendar/{bare}?" in lacking
    assert f"/calendar/{whole}?" not in lacking
    for asked in ("lack=blocked", "state=published", "channel=none", "day=2026-07-01"):
        assert "/calendar/P" not in editor.get(f"/calendar?look=list&{asked}").text, asked
    assert "Nothing is planned" in shown(editor, "/calendar?look=list&day=2031-01-01")
    assert shown(editor, "/calendar?look=?&day=9999-99-99&after=x~y&waiting=-1&moved=P99&before=none")


def test_a_full_day_and_a_full_month_show_a_part_and_lead_to_the_rest(house: House) -> None:
    for number in range(70):
        house.council.add(cy=None, slot=START + DAY + timedelta(minutes=30 * number))
    editor = house.visitor("comms-editor")
    page = editor.get("/calendar")
    assert "22 more" in text_of(page)
    assert "All of these days as a list" in text_of(page)
    for path in ("/calendar?look=week&amp;day=2026-06-02", "/calendar?look=list&amp;day=2026-06-01"):
        assert path in page.text
        assert editor.get(path.replace("&amp;", "&")).status_code == 200
    whole = editor.get("/calendar?look=list")
    following = re.search(r'rel="next" href="([^"]*after[^"]*)"', whole.text)
    assert following is not None
    assert editor.get(following[1].replace("&amp;", "&")).text.count("app-plan__entry--draft") == 10


def test_the_month_is_a_table_with_its_name_and_days_read_aloud(house: House) -> None:
    page = house.visitor("comms-editor", "cy").get("/calendar?look=month&day=2026-12-07").text
    assert re.search(r"<caption[^>]*>Rhagfyr 2026</caption>", page)
    assert 'scope="col" class="app-calendar__weekday">Llun</th>' in page
    assert '<time datetime="2026-12-07">' in page
    assert "dydd Llun 7 Rhagfyr 2026" in page


@pytest.mark.parametrize("utc", [datetime(2026, 3, 29, 8, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)])
def test_a_day_of_23_or_25_hours_shows_what_its_own_clock_shows(house: House, utc: datetime) -> None:
    house.council.clock.move_to(utc - 20 * DAY)
    house.council.add(slot=utc)
    page = house.visitor("comms-editor").get(f"/calendar?look=week&day={utc.date()}").text
    assert f'<time datetime="{utc.isoformat()}">9am</time>' in page
    cell = page[page.index(f'data-day="{utc.date()}"') :]
    assert "Llyfrgell" in cell[: cell.index("</td>")]


def test_a_draft_is_moved_by_its_form_and_the_move_is_undone(house: House) -> None:
    ref = house.council.add(slot=START + DAY)
    editor = house.visitor("comms-editor")
    form = {"slot-day": "5", "slot-month": "6", "slot-year": "2026", "time": "2.30pm", "back": "/calendar?look=week"}
    moved = editor.post(f"/calendar/{ref}/time", {**form, "seen": (START + DAY).isoformat()})
    assert moved.status_code == 303
    assert slot_of(house, ref) == datetime(2026, 6, 5, 13, 30, tzinfo=UTC)
    page = editor.get(moved.headers["location"])
    assert "Undo the move" in text_of(page)
    assert 'aria-current="true"><strong>Week' in page.text
    assert editor.post(f"/calendar/{ref}/undo", fields_of(page, "undo")).status_code == 303
    assert slot_of(house, ref) == START + DAY


def test_dragging_keeps_the_clock_over_the_change_of_clocks_and_a_slip_is_asked_about(house: House) -> None:
    house.council.clock.move_to(datetime(2026, 3, 20, 9, tzinfo=UTC))
    ref = house.council.add(slot=datetime(2026, 3, 27, 9, 30, tzinfo=UTC))
    editor = house.visitor("comms-editor")
    seen = datetime(2026, 3, 27, 9, 30, tzinfo=UTC).isoformat()
    assert editor.post(f"/calendar/{ref}/move", {"day": "2026-03-30", "seen": seen}).status_code == 303
    assert slot_of(house, ref) == datetime(2026, 3, 30, 8, 30, tzinfo=UTC)
    again = editor.post(f"/calendar/{ref}/move", {"day": "2026-03-31", "seen": seen})
    assert again.status_code == 409
    assert "Somebody else has moved" in text_of(again)
    past = editor.post(f"/calendar/{ref}/move", {"day": "2026-03-01", "seen": "x"})
    assert (past.status_code, "has passed" in text_of(past)) == (422, True)
    skipped = {"slot-day": "29", "slot-month": "3", "slot-year": "2026", "time": "01:30"}
    answer = editor.post(f"/calendar/{ref}/time", skipped)
    assert (answer.status_code, "the clocks go forward then" in text_of(answer)) == (422, True)
    for wrong in ({"slot-day": "31", "slot-month": "2", "slot-year": "2026", "time": "9am"}, {"time": ""}):
        assert editor.post(f"/calendar/{ref}/time", wrong).status_code == 422


def test_who_may_not_schedule_sees_the_plan_and_moves_nothing(house: House) -> None:
    ref = house.council.scheduled()
    officer = house.visitor("language-officer")
    assert "Save the time" not in shown(officer, f"/calendar/{ref}")
    assert officer.post(f"/calendar/{ref}/time", {"take": "1"}).status_code == 403
    editor = house.visitor("comms-editor")
    assert editor.post(f"/calendar/{ref}/time", {"take": "1"}).status_code == 303
    assert show_posting(house.council.desk, ref).line.state is PostingState.READY


PLAN = "label,channels,date,time,cy,en\n"
GOOD = "Llyfrgell {day},board,2026-06-{day},09:30,Bydd y llyfrgell ar gau.,The library will be closed.\n"
FAULTY = "Cyfarfod,board,2026-06-09,10:00,Bydd cyfarfod am 6yh.,There will be a meeting at 7pm.\n"


def brought(person: Person, content: bytes, name: str = "mis.csv") -> Response:
    return person.client.post(
        "/plan/import", data={"csrf": form_mark(person.token)}, files={"plan": (name, content, "text/csv")}
    )


def test_a_plan_is_looked_at_row_by_row_and_imported_once(house: House) -> None:
    editor = house.visitor("comms-editor")
    sent = brought(editor, (PLAN + GOOD.format(day="08") + GOOD.format(day="10")).encode())
    assert sent.status_code == 303
    page = shown(editor, sent.headers["location"])
    assert "2 rows can be imported" in page
    assert list_postings(house.council.desk) == []
    confirmed = [editor.post(f"{sent.headers['location']}/confirm") for _twice in range(2)]
    assert [answer.status_code for answer in confirmed] == [303, 303]
    assert len(list_postings(house.council.desk)) == 2
    assert "The plan is imported" in shown(editor, sent.headers["location"])
    again = brought(editor, (PLAN + GOOD.format(day="08")).encode())
    assert "has this label and time already" in shown(editor, again.headers["location"])
    assert house.visitor("translator").get(sent.headers["location"]).status_code == 404


def test_a_plan_with_a_fault_says_what_to_mend_and_is_not_imported(house: House) -> None:
    editor = house.visitor("comms-editor")
    sent = brought(editor, (PLAN + FAULTY).encode())
    page = shown(editor, sent.headers["location"])
    assert "1 row must be mended" in page
    assert editor.post(f"{sent.headers['location']}/confirm").status_code == 409
    assert list_postings(house.council.desk) == []
    assert editor.post(f"{sent.headers['location']}/drop").status_code == 303
    assert editor.get(sent.headers["location"]).status_code == 404
    for content, name in ((b"not a plan", "mis.csv"), (b"PK", "mis.xlsx"), (b"x", "mis.pdf")):
        assert brought(editor, content, name).status_code == 422


@pytest.mark.parametrize("name", ["cynllun.csv", "cynllun.xlsx", "plan.csv", "plan.xlsx"])
def test_the_empty_plan_that_is_handed_out_can_be_brought_in_again(house: House, name: str) -> None:
    editor = house.visitor("comms-editor")
    handed = editor.get(f"/plan/template/{name}")
    page = shown(editor, brought(editor, handed.content, name).headers["location"])
    assert "1 row can be imported as it is." in page


def test_the_feed_tells_the_plan_by_the_council_s_clock_until_its_address_is_taken_back(house: House) -> None:
    ref = house.council.scheduled(after=DAY)
    pattern = house.council.add()
    approve(house.council.desk, APPROVER, pattern)
    add_series(house.council.desk, EDITOR, pattern, "FREQ=WEEKLY;BYDAY=MO", datetime.fromisoformat("2026-10-19T09:30"))
    officer = house.visitor("language-officer")
    page = officer.post("/calendar/subscribe", {"language": "cy"})
    key = re.search(r"/calendar\.ics\?key=([\w-]+)", page.text)
    assert key is not None
    address = f"/calendar.ics?key={key[1]}"
    answer = house.stranger().get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/London"
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    posted = events[f"posting-{ref[1:]}@office.test"]
    assert posted.decoded("DTSTART").astimezone(UTC) == START + DAY
    assert "wedi’i hamserlennu" in str(posted["SUMMARY"])
    places = [events[f"series-1-{wall}@office.test"] for wall in ("202610190930", "202610260930")]
    assert [place.decoded("DTSTART").astimezone(UTC).hour for place in places] == [8, 9]
    house.council.clock.move_to(datetime(2026, 10, 13, tzinfo=UTC))
    house.council.worker().tick()
    made = Calendar.from_ical(house.stranger().get(address).content)
    assert "series-1-202610190930@office.test" in {str(event["UID"]) for event in made.walk("VEVENT")}
    assert officer.get("/calendar/subscribe").text.count(key[1]) == 0
    (kept,) = feed_keys_of(house.council.desk, "language-officer")
    assert officer.post(f"/calendar/subscribe/{kept.number}/revoke").status_code == 303
    for dead in (address, "/calendar.ics", "/calendar.ics?key=x"):
        assert house.stranger().get(dead).status_code == 404


def slot_of(house: House, ref: str) -> datetime | None:
    return show_posting(house.council.desk, ref).line.slot


def fields_of(page: Response, act: str) -> dict[str, str]:
    """Return the hidden fields of the page's form for ``act``."""
    form = re.search(rf'<form[^>]*/{act}">(.*?)</form>', page.text, re.DOTALL)
    assert form is not None
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1]))


def test_a_picture_that_comes_with_a_plan_is_drawn_anew(house: House) -> None:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A maker of cameras"
    Image.new("RGB", (40, 20), "green").save(drawn, "JPEG", exif=exif)
    row = (
        "Llyfrgell,board,2026-06-08,09:30,Bydd y llyfrgell ar gau.,The library will be closed.,Llun,A picture,map.jpg\n"
    )
    plan = ("label,channels,date,time,cy,en,cy_alt,en_alt,media\n" + row).encode()
    editor = house.visitor("comms-editor")
    sent = editor.client.post(
        "/plan/import",
        data={"csrf": form_mark(editor.token)},
        files=[("plan", ("mis.csv", plan, "text/csv")), ("pictures", ("map.jpg", drawn.getvalue(), "image/jpeg"))],
    )
    assert editor.post(f"{sent.headers['location']}/confirm").status_code == 303
    for version in show_posting(house.council.desk, "P1").versions.values():
        (picture,) = version.media
        assert b"cameras" not in Path(picture["path"]).read_bytes()

"""A day with more posts than a month's page can show."""

from datetime import timedelta

from cydbost_language import Language
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.content import Content
from office.office_rig import House
from publishing.conftest import EDITOR, ENGLISH


def test_a_day_with_more_posts_than_fit_leads_to_its_week(house: House) -> None:
    desk = house.council.desk
    slot = desk.clock.now() + timedelta(days=2)
    for number in range(14):
        content = {Language.EN: Content(f"{ENGLISH} {number}")}
        add_posting(desk, EDITOR, label=f"{number}", channels=["board"], contents=content, slot=slot)
    page = house.visitor("comms-editor").get("/calendar?look=month")
    assert page.status_code == 200
    assert "/calendar?look=week&amp;day=2026-06-03" in page.text

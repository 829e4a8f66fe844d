"""The REST API: who is let in, a posting from draft to public, doing once what is asked twice, and what goes wrong."""

from datetime import timedelta

import pytest

from cydbost_bot.office.api import callers
from cydbost_bot.web.rate_limit import CommentLimit
from cydbost_queue.actions.api_calls import KEPT_FOR, begin_call
from cydbost_queue.actions.api_keys import revoke_key
from cydbost_queue.policy import Right
from cydbost_queue.queries.postings import list_postings
from office.api_rig import program
from office.office_rig import House
from publishing.conftest import EDITOR, ENGLISH, START, WELSH

NEW = {"label": "Llyfrgell", "channels": ["board"], "en": {"text": ENGLISH}}
PROBLEM = "application/problem+json"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_posting_goes_from_draft_to_public_and_down_again(house: House) -> None:
    editor, translator = program(house, "comms-editor"), program(house, "translator")
    manager = program(house, "comms-manager")
    added = editor.ask("POST", "/postings", NEW)
    assert (added.status_code, added.headers["etag"]) == (201, '"cy0-en1"')
    ref = added.json()["ref"]
    assert added.headers["location"].endswith(f"/api/v1/postings/{ref}")
    written = translator.ask(
        "PUT", f"/postings/{ref}/versions", {"cy": {"text": WELSH}}, {"If-Match": added.headers["etag"]}
    )
    assert (written.status_code, written.headers["etag"]) == (200, '"cy1-en1"')
    assert manager.post(f"/postings/{ref}/approvals", {})["state"] == "ready"
    slot = (START + timedelta(hours=1)).isoformat()
    assert editor.ask("PUT", f"/postings/{ref}/slot", {"slot": slot}).json()["state"] == "scheduled"
    plan = editor.get(f"/plan?begins={START.isoformat()[:19]}Z&ends=2026-07-01T00:00:00Z")
    assert [(one["ref"], one["lacks"]) for one in plan["items"]] == [(ref, [])]
    house.council.run_to(timedelta(hours=1))
    shown = editor.get(f"/postings/{ref}")
    assert shown["state"] == "published"
    assert {one["state"] for one in shown["deliveries"]} == {"verified"}
    assert manager.post(f"/postings/{ref}/withdrawal", {"reason": "It was called off."})["state"] == "withdrawn"
    entries = editor.get(f"/record/posting:{ref[1:]}?limit=5")
    assert len(entries["items"]) == 5
    older = editor.get(f"/record/posting:{ref[1:]}?limit=5&after={entries['next'].replace('+', '%2B')}")
    assert older["items"][0]["number"] == entries["items"][-1]["number"] - 1
    assert editor.get("/record")["whole"]


def test_whoever_wrote_in_between_is_not_written_over(house: House) -> None:
    editor = program(house, "comms-editor")
    ref = editor.post("/postings", NEW, 201)["ref"]
    body = {"en": {"text": "The library is closed."}}
    assert editor.ask("PUT", f"/postings/{ref}/versions", body).status_code == 428
    assert editor.ask("PUT", f"/postings/{ref}/versions", body, {"If-Match": "x"}).status_code == 422
    assert editor.ask("PUT", f"/postings/{ref}/versions", body, {"If-Match": '"cy0-en9"'}).status_code == 412
    assert editor.ask("PUT", f"/postings/{ref}/versions", body, {"If-Match": '"cy0-en1"'}).status_code == 200
    assert editor.ask("PUT", f"/postings/{ref}/versions", body, {"If-Match": '"cy0-en1"'}).status_code == 412


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_is_asked_twice_with_one_key_is_done_once(house: House) -> None:
    editor = program(house, "comms-editor")
    once = {"Idempotency-Key": "a-1"}
    first, second = (editor.ask("POST", "/postings", NEW, once) for _twice in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["etag"] == first.headers["etag"]
    assert len(list_postings(house.council.desk)) == 1
    other = editor.ask("POST", "/postings", {**NEW, "label": "Arall"}, once)
    assert (other.status_code, other.json()["code"]) == (422, "same_key_other_request")
    refused = {"Idempotency-Key": "a-2"}
    for channel, status in (("none", 404), ("board", 201)):
        answer = editor.ask("POST", "/postings", {**NEW, "channels": [channel]}, refused)
        assert answer.status_code == status
    assert editor.ask("POST", "/postings", NEW, {"Idempotency-Key": "x" * 256}).status_code == 422
    house.council.clock.advance(KEPT_FOR + timedelta(minutes=1))
    assert editor.ask("POST", "/postings", NEW, once).headers.get("idempotency-replayed") is None


def test_a_request_whose_twin_still_runs_is_told_so(house: House) -> None:
    assert begin_call(house.council.desk, "K1", "a", "hash") is None
    found = begin_call(house.council.desk, "K1", "a", "hash")
    assert found is not None
    assert (found.request_hash, found.status) == ("hash", None)


def test_a_key_does_what_it_was_made_for_and_nothing_once_it_is_taken_back(house: House) -> None:
    reader = program(house, "comms-editor", rights=[Right.READ])
    assert reader.get("/postings") == {"items": [], "next": None}
    refused = reader.ask("POST", "/postings", NEW)
    assert (refused.status_code, refused.json()["code"]) == (403, "out_of_scope")
    writer = program(house, "comms-editor", rights=[Right.WRITE])
    assert writer.ask("GET", "/postings").status_code == 403
    revoke_key(house.council.desk, EDITOR, 1)
    gone = reader.ask("GET", "/postings")
    assert (gone.status_code, gone.json()["code"]) == (401, "key_unknown")
    assert gone.headers["www-authenticate"].startswith("Bearer")
    reader.key = ""
    assert reader.ask("GET", "/postings").json()["code"] == "key_missing"


def test_what_goes_wrong_is_said_in_the_language_asked_for_and_says_where(house: House) -> None:
    editor = program(house, "comms-editor", language="cy-GB, en;q=0.5")
    cases = [
        ("GET", "/postings/P99", None, 404),
        ("GET", "/postings/P9999999999", None, 404),
        ("GET", "/postings?after=9999999999", None, 422),
        ("GET", "/nothing", None, 404),
        ("DELETE", "/postings", None, 405),
        ("GET", "/postings/%0A", None, 404),
        ("POST", "/postings", {"label": ""}, 422),
        ("POST", "/postings", {**NEW, "slot": "2026-06-03T18:30:00"}, 422),
        ("POST", "/postings", {**NEW, "slot": START.isoformat()}, 409),
        ("POST", "/postings/P1/withdrawal", {"reason": "x"}, 403),
        ("GET", "/postings?after=x", None, 422),
        ("GET", "/record/posting:1?after=x", None, 422),
    ]
    for method, path, body, status in cases:
        answer = editor.ask(method, path, body)
        assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), path
        assert answer.headers["content-language"] == "cy", path
        welsh = answer.json()
        english = program(house, "comms-editor").ask(method, path, body).json()
        assert welsh["code"] == english["code"]
        assert welsh["detail"] != english["detail"], path
    unusable = editor.ask("POST", "/postings", {"label": "", "channels": ["board"], "more": 1}).json()
    assert {(one["pointer"], one["code"]) for one in unusable["errors"]} == {
        ("/body/label", "string_too_short"),
        ("/body/more", "extra_forbidden"),
    }


def test_too_many_requests_are_asked_to_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers, "OF_ONE_KEY", CommentLimit(count=2, within=timedelta(minutes=1)))
    editor = program(house, "comms-editor")
    statuses = [editor.ask("GET", "/channels") for _three in range(3)]
    assert [answer.status_code for answer in statuses] == [200, 200, 429]
    assert int(statuses[-1].headers["retry-after"]) <= 60


def test_what_the_screens_show_is_there_for_programs(full_house: House) -> None:
    manager = program(full_house, "duty-manager")
    judged = manager.post("/check", {"cy": "Bydd y cyfarfod am 6yh.", "en": "The meeting will be at 7pm."})
    assert not judged["identical"]
    assert manager.post("/detect", {"text": "Pryd mae’r llyfrgell ar agor ddydd Sadwrn?"})["reply_in"] == "cy"
    comments = manager.get("/comments?limit=1")
    assert len(comments["items"]) == 1
    assert manager.get(f"/comments?limit=1&after={comments['next']}")["items"] != comments["items"]
    first = comments["items"][0]["ref"]
    assert manager.get(f"/comments/{first}")["replies"] == []
    wrong = manager.ask("POST", f"/comments/{first}/answer", {"en": "It opens again on Tuesday morning at 9.30am."})
    assert wrong.status_code == 409
    assert manager.get("/emergencies")["items"][0]["welsh_due_at"]
    assert manager.get("/dead-letters")["items"]
    assert manager.get("/channels")["items"][0]["accounts"]
    assert manager.get("/figures")["postings"]["published"] == 1
    pages, after = [], ""
    while True:
        page = manager.get(f"/postings?limit=4{after}")
        pages += [one["ref"] for one in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert len(pages) == len(set(pages)) == len(list_postings(full_house.council.desk))


def test_an_emergency_is_raised_by_a_program_and_an_account_stopped_and_resumed(house: House) -> None:
    officer = program(house, "duty-officer")
    asked = {
        "label": "Llifogydd",
        "text": "Flooding on Vale Road, Rhyl. Do not drive through the water. Call 01632 960199 for help.",
        "category": "flooding",
        "reason": "The river is over its banks.",
        "channels": ["board"],
        "authorised_by": "duty-manager",
    }
    raised = officer.post("/emergencies/english-first", asked, 201)
    assert raised["welsh_due_at"]
    refused = officer.ask("POST", "/emergencies/english-first", {**asked, "category": "sunshine"})
    assert (refused.status_code, refused.json()["code"]) == (409, "no_category")
    nothing = {"template": "none", "label": "x", "channels": ["board"]}
    assert officer.ask("POST", "/emergencies/from-template", nothing).status_code == 404
    account = officer.get("/channels")["items"][0]["accounts"][0]["name"]
    stopped = officer.post("/accounts/stop", {"account": account, "reason": "Something is wrong with it."})
    assert [one["stopped_at"] is None for one in stopped["items"][0]["accounts"]] == [False, True]
    resumed = officer.post("/accounts/resume", {"account": account})
    assert all(one["stopped_at"] is None for one in resumed["items"][0]["accounts"])

"""Settings: a change of what the rules depend on, or of who may do what, leaves an entry."""

from dataclasses import replace
from datetime import timedelta

from cydbost_language import Agreements
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.settings import remember_settings
from cydbost_queue.queries.record import entries
from cydbost_queue.rules import Rules
from publishing.conftest import APPROVER, Council

ROLES = {"comms-editor": ["author"]}


def remembered(council: Council) -> list[dict[str, object]]:
    return [dict(entry.data) for entry in entries(council.desk) if entry.act == "settings.set"]


def test_the_same_settings_are_remembered_once(council: Council) -> None:
    remember_settings(council.desk, ROLES)
    remember_settings(council.desk, ROLES)
    assert len(remembered(council)) == 1


def test_a_changed_rule_a_changed_list_and_a_changed_role_each_leave_an_entry(council: Council) -> None:
    remember_settings(council.desk, ROLES)
    longer = replace(council.desk, rules=Rules(pair_window=timedelta(hours=1)))
    remember_settings(longer, ROLES)
    agreed = replace(longer, rules=replace(longer.rules, agreements=Agreements(hashtags=(("#Rhyl", "#RhylNews"),))))
    remember_settings(agreed, ROLES)
    remember_settings(agreed, {"comms-editor": ["author", "approver"]})
    first, second, third, fourth = remembered(council)
    assert second["pair_window"] == 3600.0
    assert second["agreements"] != third["agreements"]
    assert first["judging"] == second["judging"] != third["judging"]
    assert first["roles"] != fourth["roles"]


def test_an_approval_names_the_rules_that_judged(council: Council) -> None:
    remember_settings(council.desk, ROLES)
    ref = council.add()
    approve(council.desk, APPROVER, ref)
    given = [dict(entry.data) for entry in entries(council.desk) if entry.act == "approval.given"]
    assert {one["judging"] for one in given} == {remembered(council)[0]["judging"]}


def test_a_check_that_is_off_is_remembered_as_off(council: Council) -> None:
    quiet = replace(council.desk, rules=Rules(severities={"emphasis": None}))
    remember_settings(quiet, ROLES)
    assert remembered(council)[0]["severities"] == {"emphasis": "off"}

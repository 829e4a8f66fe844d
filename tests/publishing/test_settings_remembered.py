"""Settings: a change of what the rules depend on, or of who may do what, leaves an entry."""

import subprocess
import sys
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


SAID = """
from cydbost_queue.actions.settings import describe
from cydbost_queue.rules import Rules
from cydbost_queue.telling.reach import Contact, Reach, Way
roles = frozenset({"author", "approver", "on-call", "translator", "administrator", "language-officer"})
print(describe(Rules(reach=Reach(contacts={"duty-officer": Contact(roles, (Way("sms", True),))})), {})["reach"])
"""


def test_every_process_remembers_the_same_of_the_same_settings() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SAID], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1

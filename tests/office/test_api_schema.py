"""The API is as its own description says, whatever is sent to it: no 5xx, and every answer is one that it describes."""

from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from office.api_rig import key_for
from office.full_house import fill
from office.office_rig import House

load_all_checks()
CHECKED: list[Any] = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    )
]


def try_all(house: House, examples: int) -> Counter[int]:
    """Send made-up requests to every operation, as described and otherwise; return how often each status came."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", house.app)
    key, seen = key_for(house, "duty-manager"), Counter[int]()
    for found in schema.get_all_operations():
        for mode in GenerationMode:
            _try(_described(found), mode, key, seen, examples)
    return seen


def _described(found: Any) -> APIOperation[Any, Any, Any, Any]:
    operation: APIOperation[Any, Any, Any, Any] = found.ok()
    return operation


def _try(
    operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, key: str, seen: Counter[int], examples: int
) -> None:
    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def attempt(case: Case[Any]) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {key}"})
        seen[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKED)

    attempt()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_request_breaks_the_api_or_brings_what_it_does_not_describe(house: House) -> None:
    fill(house)
    seen = try_all(house, examples=2)
    assert {200, 404, 422} <= set(seen)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_thousands_of_requests_do_not_either(house: House) -> None:
    fill(house)
    try_all(house, examples=150)

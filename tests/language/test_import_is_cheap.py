"""Importing the package loads no model, no numbering plan and none of the judges."""

import subprocess
import sys

import pytest

import cydbost_language


def test_importing_the_package_loads_no_judge_and_no_model() -> None:
    code = "import cydbost_language, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"lingua", "phonenumbers", "cydbost_language.judge", "cydbost_language.detection"}


def test_every_public_name_is_there_when_asked_for() -> None:
    assert all(getattr(cydbost_language, name) is not None for name in cydbost_language.__all__)


def test_a_name_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        cydbost_language.nothing_of_the_kind  # noqa: B018 - asking is the test

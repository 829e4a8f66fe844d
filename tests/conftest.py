"""For every test: in CI nothing may be skipped, since a skipped test proves nothing; and what was counted is told."""

import os
from collections import Counter
from collections.abc import Iterator

import pytest

from throwaway_postgresql import Databases, shared_databases

SKIPPED: list[str] = []


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Return the run's PostgreSQL server, shared by all its workers."""
    base = tmp_path_factory.getbasetemp()
    with shared_databases(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) as databases:
        yield databases


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and "passed over: " not in str(
        report.longrepr
    ):  # what a platform cannot do, or no server was named for, is no test
        SKIPPED.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("CI") and SKIPPED:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    tell_totals(terminalreporter)
    if os.environ.get("CI") and SKIPPED:
        terminalreporter.write_line(f"skipped, which CI does not allow: {', '.join(SKIPPED)}", red=True)


def tell_totals(terminalreporter: pytest.TerminalReporter) -> None:
    """Add up what the tests that passed have counted, by its name: ``record_property("total", [name, number])``."""
    totals: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "total":
                totals[value[0]] += value[1]
    if totals:
        terminalreporter.section("totals")
    for name, number in sorted(totals.items()):
        terminalreporter.write_line(f"{number:>7} {name}")

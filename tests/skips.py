"""Where PARLEY_NO_SKIPS=1, as in CI, no skipped test and no expected failure counts as passed."""

import os
from collections.abc import Generator

import pytest

NO_SKIPS = os.environ.get("PARLEY_NO_SKIPS") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With PARLEY_NO_SKIPS=1, make a skipped test and an expected failure fail."""
    report = yield
    if NO_SKIPS and (report.skipped or hasattr(report, "wasxfail")):
        report.outcome = "failed"
        report.longrepr = f"skipped or expected to fail although PARLEY_NO_SKIPS=1: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Make a module that skips itself fail as well."""
    report = yield
    if NO_SKIPS and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"module skipped although PARLEY_NO_SKIPS=1: {report.longrepr}"
    return report

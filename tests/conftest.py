"""What every test may use, and the switch that turns a skipped test into a failure."""

import os
from collections.abc import Generator

import pytest

# Playwright's synchronous API runs an event loop in the thread that also uses the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NO_SKIPS = os.environ.get("PARLEY_NO_SKIPS") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With PARLEY_NO_SKIPS=1 a skipped test fails: what is skipped everywhere is tested nowhere."""
    report = yield
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although PARLEY_NO_SKIPS=1: {report.longrepr}"
    return report


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if NO_SKIPS and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"module skipped although PARLEY_NO_SKIPS=1: {report.longrepr}"

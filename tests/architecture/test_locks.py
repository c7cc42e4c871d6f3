"""The locks are complete: pip without a resolver installs all that is needed on every supported Python."""

import pytest
from packaging.requirements import Requirement

from tests.architecture.locks import ENVIRONMENTS, applies, pinned, unmet, wanted

LOCKS = ("base", "sentry", "dev")


def missing(name: str, pins: list[Requirement]) -> set[str]:
    """Return the requirements that a lock with these pins lacks, on any supported system."""
    return {lack for environment in ENVIRONMENTS for lack in unmet(wanted(name), pins, environment)}


@pytest.mark.slow
@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_that_its_packages_need(name: str) -> None:
    assert missing(name, pinned(name)) == set()


@pytest.mark.slow
def test_every_pin_that_is_removed_is_missed() -> None:
    """This also shows that every pin is needed; pins for other systems are not tested here."""
    pins, roots = pinned("dev"), wanted("dev")
    homes = [(pin, next((home for home in ENVIRONMENTS if applies(pin, home)), None)) for pin in pins]
    assert len([home for _, home in homes if home]) > 100
    assert [
        pin.name
        for pin, home in homes
        if home and not any(unmet(roots, [other for other in pins if other is not pin], home))
    ] == []


def test_what_only_an_extra_needs_is_missed() -> None:
    """`pip check` says nothing about it."""
    pins = [pin for pin in pinned("base") if pin.name != "brotli"]
    assert list(unmet([Requirement("whitenoise")], pins, ENVIRONMENTS[0])) == []
    (lack,) = unmet([Requirement("whitenoise[brotli]")], pins, ENVIRONMENTS[0])
    assert lack.startswith("brotli")


def test_a_pin_in_a_version_that_does_not_fit_is_missed() -> None:
    pins = [Requirement("django==4.2") if pin.name == "django" else pin for pin in pinned("base")]
    assert any(lack == "django~=5.2.0 (4.2)" for lack in missing("base", pins))

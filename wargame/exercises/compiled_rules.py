"""The compiled rules of this process."""

from wargame import engine


def warm(*, block: bool = False) -> str:
    """Make the compiled rules ready, in the background unless `block`; return in words how rollouts run by now."""
    engine.warm(block)
    return engine.build_status()


def are_ready() -> bool:
    """Return whether rollouts of this process run compiled by now."""
    return engine.is_compiled()


def are_kept() -> bool:
    """Return whether the compiled rules are on disk: a process that needs them has only to load them."""
    return engine.are_kept()

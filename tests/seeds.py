"""Secrets of exercises that are the same in every run."""


def secret_of(seed: int) -> bytes:
    """The secret of an exercise that always rolls alike, for each seed another one."""
    return seed.to_bytes(32)

"""Secrets of exercises that are the same in every run."""


def secret_of(seed: int) -> bytes:
    """Return the secret of an exercise that always rolls alike, a different one for each seed."""
    return seed.to_bytes(32)

"""The stored keys of what the white cell can decide in a turn: "order:KOR:0", "notice:KOR:0", "incident:islet"."""

from dataclasses import replace

from wargame.engine.values import Outcome, OutcomeKey, Ruling


def key_of(outcome: Outcome) -> str:
    """Return the key of an outcome, "" where nobody can decide it."""
    can_be_decided = outcome.subject in ("order", "incident") or (outcome.subject == "call" and outcome.options)
    return OutcomeKey.of(outcome).about if can_be_decided else ""


def notice_key_of(outcome: Outcome) -> str:
    """Return the key of whether a covert order is noticed."""
    return replace(OutcomeKey.of(outcome), subject="notice").about


def ruling_key_of(ruling: Ruling) -> str:
    """Return the key of the outcome that a ruling decides."""
    return OutcomeKey(ruling.subject, ruling.role, ruling.slot + 1, ruling.name).about


def ruling_of(about: str, result: str, reason: str, *, is_public: bool, words: str = "") -> Ruling:
    """Return the ruling that decides the outcome of the key; `words` say what happened, "" for those of the rules."""
    key = OutcomeKey.parse_about(about)
    return Ruling(key.subject, result, key.actor, key.slot - 1, key.name, reason, is_public, words)

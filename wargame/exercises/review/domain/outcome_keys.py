"""The keys of what the white cell can decide in a turn: "order:KOR:0", "notice:KOR:0", "incident:islet"."""

from dataclasses import replace

from wargame.engine.values import Outcome, Ruling


def key_of(outcome: Outcome) -> str:
    """The key of an outcome, "" where nobody can decide it."""
    if outcome.subject == "order":
        return f"order:{outcome.actor}:{outcome.slot}"
    if outcome.subject == "incident":
        return f"incident:{outcome.name}"
    if outcome.subject == "call" and outcome.options:
        return f"call:{outcome.actor}:{outcome.name}"
    return ""


def notice_key_of(outcome: Outcome) -> str:
    """The key of whether a covert order is noticed."""
    return f"notice:{outcome.actor}:{outcome.slot}"


def ruling_key_of(ruling: Ruling) -> str:
    """The key of what a ruling decides."""
    slot = str(ruling.slot) if ruling.slot >= 0 else ""
    return ":".join(filter(None, (ruling.subject, ruling.role, ruling.name, slot)))


def ruling_of(about: str, result: str, reason: str, *, is_public: bool, words: str = "") -> Ruling:
    """The ruling that decides what the key stands for; `words` say what happened, "" for those of the rules."""
    subject, first, *rest = about.split(":")
    decided = Ruling(subject, result, reason=reason, is_public=is_public, words=words)
    if subject == "incident":
        return replace(decided, name=first)
    if subject == "call":
        return replace(decided, role=first, name=rest[0])
    return replace(decided, role=first, slot=int(rest[0]))

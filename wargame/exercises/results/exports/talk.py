"""Exports messages, press, proposals and rationales as parts of the log's files."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wargame.exercises.results.selectors.talk import Talk


def talk_document(talk: Talk) -> dict[str, Any]:
    """Return what was said in a turn, for the JSON file."""
    press = ("outlet", "seat", "lead", "text")
    pledge = ("by", "verb", "to", "text", "reason")
    return {
        "messages": [asdict(each) for each in talk.letters],
        "press": [{name: getattr(each, name) for name in press} for each in talk.press],
        "proposals": [asdict(each) for each in talk.offers],
        "rationales": [asdict(each) for each in talk.thoughts],
        "promises": [{name: getattr(each, name) for name in pledge} for each in talk.pledges],
    }


def talk_cells(branch: int, turn: int, talk: Talk) -> Iterator[dict[str, Any]]:
    """Yield what was said in a turn as rows of the table."""
    head = {"branch": branch, "turn": turn}
    for letter in talk.letters:
        said = {"actor": letter.sender, "target": " ".join(letter.recipients), "name": letter.author}
        why = {"kind": letter.intent, "cause": letter.reason}
        yield head | said | why | {"type": "message", "text": letter.text}
    for piece in talk.press:
        text = f"{piece.lead} {piece.text}".strip()
        yield head | {"type": "press", "actor": piece.seat, "name": piece.outlet, "text": text}
    for offer in talk.offers:
        words = [f"{each.seat} {each.word}" for each in offer.answers]
        yield head | {
            "type": "proposal",
            "kind": "end" if offer.ends else "conclude",
            "actor": offer.proposer,
            "target": " ".join(code for code in offer.parties if code != offer.proposer),
            "name": offer.name,
            "result": offer.status,
            "cause": "; ".join(words),
            "text": offer.terms or offer.name,
        }
    for thought in talk.thoughts:
        yield head | {"type": "rationale", "who": thought.seat, "cause": f"noted:{thought.by}", "text": thought.text}
    for pledge in talk.pledges:
        said = {"actor": pledge.by, "kind": pledge.verb, "target": " ".join(pledge.to), "cause": pledge.reason}
        yield head | said | {"type": "promise", "text": pledge.text}

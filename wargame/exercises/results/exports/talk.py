"""Exports messages, press, proposals, rationales and bids as parts of the log's files."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wargame.exercises.results.selectors.talk import Talk


def talk_document(talk: Talk) -> dict[str, Any]:
    """Return the talk of a turn, for the JSON file."""
    press = ("outlet", "seat", "lead", "text")
    pledge = ("by", "verb", "to", "text", "reason")
    return {
        "messages": [asdict(each) for each in talk.messages],
        "press": [{name: getattr(each, name) for name in press} for each in talk.press],
        "proposals": [asdict(each) for each in talk.proposals],
        "rationales": [asdict(each) for each in talk.rationales],
        "bids": [asdict(each) for each in talk.bids],
        "promises": [{name: getattr(each, name) for name in pledge} for each in talk.pledges],
    }


def talk_cells(branch: int, turn: int, talk: Talk) -> Iterator[dict[str, Any]]:
    """Yield what was said in a turn as rows of the table."""
    head = {"branch": branch, "turn": turn}
    for message in talk.messages:
        said = {"actor": message.sender, "target": " ".join(message.recipients), "name": message.author}
        why = {"kind": message.intent, "cause": message.reason}
        yield head | said | why | {"type": "message", "text": message.text}
    for piece in talk.press:
        text = f"{piece.lead} {piece.text}".strip()
        yield head | {"type": "press", "actor": piece.seat, "name": piece.outlet, "text": text}
    for proposal in talk.proposals:
        words = [f"{each.seat} {each.word}" for each in proposal.answers]
        yield head | {
            "type": "proposal",
            "kind": "end" if proposal.ends else "conclude",
            "actor": proposal.proposer,
            "target": " ".join(code for code in proposal.parties if code != proposal.proposer),
            "name": proposal.name,
            "result": proposal.status,
            "cause": "; ".join(words),
            "text": proposal.terms or proposal.name,
        }
    for rationale in talk.rationales:
        yield head | {
            "type": "rationale",
            "who": rationale.seat,
            "cause": f"noted:{rationale.by}",
            "text": rationale.text,
        }
    for bid in talk.bids:
        said = {"type": "bid", "who": bid.seat, "cause": f"said:{bid.by}", "text": bid.question}
        yield head | said | {"chance_in_100": bid.in_100}
    for pledge in talk.pledges:
        said = {"actor": pledge.by, "kind": pledge.verb, "target": " ".join(pledge.to), "cause": pledge.reason}
        yield head | said | {"type": "promise", "text": pledge.text}

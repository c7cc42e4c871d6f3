"""Makes the documents of what people, policies and advisers said in a turn."""

from dataclasses import asdict
from typing import Any

from wargame.exercises.results.selectors.talk import Talk


def talk_document(talk: Talk) -> dict[str, Any]:
    """Return the talk of a turn as a document."""
    press = ("outlet", "seat", "lead", "text")
    pledge = ("by", "verb", "to", "text", "reason")
    return {
        "messages": [asdict(each) for each in talk.messages],
        "press": [{name: getattr(each, name) for name in press} for each in talk.press],
        "proposals": [asdict(each) for each in talk.proposals],
        "rationales": [asdict(each) for each in talk.rationales],
        "wall": [asdict(each) for each in talk.wall],
        "advice": [asdict(each) for each in talk.speeches],
        "promises": [{name: getattr(each, name) for name in pledge} for each in talk.pledges],
    }

"""The file of a seat: what it wants, who advises it, what it reads, and which orders are suggested to it."""

from collections.abc import Sequence
from typing import Any

from scenarios.schema.catalogue import CatalogueEntry
from scenarios.wizard.answers import AimAnswer, Answers, SeatAnswer
from scenarios.wizard.matter import INCIDENT, MATTER

_FIGURES = {"home": "approval", "purse": "economy", "standing": "standing"}
"""The figure of a state that measures a want."""

_MEASURES = {
    "home": "The figure of confidence at home measures this aim.",
    "purse": "The figure of the economy measures this aim.",
    "standing": "The figure of standing measures this aim.",
}

_ALARMED = 25
"""The tension from which a neighbour counts as alarmed."""

_ADVISERS = (
    {"key": "envoys", "name": "Foreign ministry", "short": "Foreign", "icon": "landmark", "leaning": "trusts talks",
     "favours": [{"points": 5, "deed": "friendly"}], "says": {"abroad": "{state} will think better of us."},
     "unread": "Ask the others what they mean to do."},
    {"key": "guard", "name": "Security council", "short": "Security", "icon": "shield",
     "leaning": "trusts a firm hand", "favours": [{"points": 5, "deed": "pressing"}],
     "says": {"home": "People like a government that does not wait."}, "unread": "Send somebody to look."},
    {"key": "home", "name": "Ministry of the interior", "short": "Home", "icon": "house",
     "leaning": "watches the polls", "favours": [{"points": 1, "figure": "approval"}],
     "says": {"home": "People will trust us more."}, "unread": "Ask the mayors what people say."},
)  # fmt: skip


def seat_file(answers: Answers, seat: SeatAnswer, kinds: Sequence[CatalogueEntry]) -> dict[str, Any]:
    """Return the file of the seat. `kinds` are the orders of the catalogue that the scenario offers."""
    others = [other for other in answers.seats if other.code != seat.code]
    brief: dict[str, Any] = {
        "code": seat.code,
        "name": seat.name,
        "post": seat.post,
        "task": seat.task,
        "dilemma": seat.hard_part,
        "brief": seat.brief,
        "aims": " ".join(aim.text for aim in seat.aims),
    }
    if seat is answers.seats[0]:
        brief["solo_default"] = True
    return {
        "brief": brief,
        "objectives": [_objective(answers, aim, seat.code, others) for aim in seat.aims],
        "advisers": list(_ADVISERS),
        "situations": _situations(answers, seat),
        "suggestions": _suggestions(answers, seat, [other.code for other in others], kinds),
    }


def _objective(answers: Answers, aim: AimAnswer, code: str, others: Sequence[SeatAnswer]) -> dict[str, Any]:
    head = {"key": aim.want, "name": aim.name, "text": aim.text, "weight": aim.weight, "public": aim.public}
    if aim.want in _FIGURES:
        figure = f"{_FIGURES[aim.want]} {code}"
        return {**head, "variable": figure, "low": 35, "high": 65, "measures": _MEASURES[aim.want]}
    if aim.want == "calm":
        return {**head, "base": 80, **_calm_neighbours(code, others)}
    stages = {"strained": answers.incident.strained.says, "broken": answers.incident.broken.says}
    amounts = {"strained": -30, "broken": -80}
    return {
        **head,
        "base": 80,
        "modifiers": [
            {"add": amounts[stage], "when": [f"stage {INCIDENT} = {stage}"], "because": says}
            for stage, says in stages.items()
        ],
        "caps": [{"most": 0, "when": [f"stage {INCIDENT} = broken"], "says": stages["broken"]}],
    }


def _calm_neighbours(code: str, others: Sequence[SeatAnswer]) -> dict[str, Any]:
    alarmed = {other.name: f"tension {other.code} {code} >= {_ALARMED}" for other in others}
    points = -(80 // len(others))
    return {
        "modifiers": [
            {"add": points, "when": [clause], "because": f"{name} is alarmed."} for name, clause in alarmed.items()
        ],
        "excludes": [{"when": [" or ".join(alarmed.values())], "says": "A neighbour is alarmed."}],
    }


def _situations(answers: Answers, seat: SeatAnswer) -> list[dict[str, Any]]:
    """Return the situation of the seat in each turn, from the second turn on by the stage of the incident."""
    name = seat.code.lower()
    first, *later = answers.turns
    situations: list[dict[str, Any]] = [
        {"key": f"{name}-1", "turn": 1, "headline": first.title, "text": f"{first.text} {seat.hard_part}"}
    ]
    for number, turn in enumerate(later, 2):
        for stage, answer in (("broken", answers.incident.broken), ("strained", answers.incident.strained)):
            clause = [f"stage {INCIDENT} = {stage}"]
            situations.append(
                {"key": f"{name}-{number}-{stage}", "turn": number, "when": clause, "asserts": clause,
                 "headline": answer.name, "text": f"{answer.text} {turn.text}"}
            )  # fmt: skip
        situations.append(
            {"key": f"{name}-{number}", "turn": number, "timeless": True, "headline": turn.title, "text": turn.text}
        )
    return situations


def _suggestions(
    answers: Answers, seat: SeatAnswer, others: Sequence[str], kinds: Sequence[CatalogueEntry]
) -> list[dict[str, Any]]:
    """Return three orders for each turn. Orders that need a partner are nobody's first choice."""
    simple = [kind for kind in kinds if not kind.joint and kind.kind != "wait"]
    suggestions: list[dict[str, Any]] = []
    for turn in range(1, len(answers.turns) + 1):
        suggestions.append({"turn": turn, "kind": MATTER, "level": "spare", "reason": answers.matter.spare.because})
        for place in range(2):
            kind = simple[(turn - 1 + place) % len(simple)]
            aimed = {"target": others[(turn - 1 + place) % len(others)]} if kind.aimed else {}
            level = min(kind.levels, key=lambda each: each.cost)
            suggestions.append({"turn": turn, "kind": kind.kind, "level": level.key, **aimed, "reason": kind.help})
    name = seat.code.lower()
    return [{"key": f"{name}-s{number}", **each} for number, each in enumerate(suggestions, 1)]

"""The order that a scenario from the wizard is about, and the incident that it strains."""

from math import ceil
from typing import Any

from scenarios.wizard.answers import Answers, StageAnswer

MATTER = "matter"
"""The kind of the order that the scenario is about."""

INCIDENT = "incident"
"""The key of the incident."""

STRAIN = "strain"
"""The mark that counts how often a seat took what it wanted."""

_STRAINED, _BROKEN, _HELD = 0.2, 0.45, 0.4
"""The shares of all sheets of a game at which the incident is likely to become strained, to break, and to end well."""

_CHANCE = 100
"""The weight, over all turns, with which the incident becomes strained although nobody took anything."""


def most_strain(answers: Answers) -> int:
    """Return the most times that seats may take what they want in a game that ends well."""
    return _count(answers, _HELD)


def _count(answers: Answers, share: float) -> int:
    return max(1, ceil(share * len(answers.seats) * len(answers.turns)))


def matter_entry(answers: Answers) -> dict[str, Any]:
    """Return the order kind: sparing the others is disliked at home, and taking alarms everybody else."""
    matter = answers.matter
    spared, took = matter.spare.because, matter.take.because
    return {
        "kind": MATTER,
        "base": "statement",
        "name": matter.name,
        "says": "{actor} " + _plain(matter.says) + ": {level}",
        "order_class": MATTER,
        "seats": [seat.code for seat in answers.seats],
        "help": matter.help,
        "notice": "Everybody sees which of the two it is.",
        "levels": [
            {
                "key": "spare",
                "name": matter.spare.name,
                "cost": 1,
                "deed": "friendly",
                "effects": [
                    {"variable": "approval", "who": "actor", "amount": -2, "because": spared},
                    {"variable": "tension", "who": "others", "towards": "actor", "amount": -3, "because": spared},
                    {"variable": "standing", "who": "actor", "amount": 1, "because": spared},
                ],
            },
            {
                "key": "take",
                "name": matter.take.name,
                "cost": 1,
                "severity": 3,
                "deed": "pressing",
                "effects": [
                    {"variable": "approval", "who": "actor", "amount": 3, "because": took},
                    {"variable": "economy", "who": "actor", "amount": 1, "because": took},
                    {"variable": "tension", "who": "others", "towards": "actor", "amount": 5, "because": took},
                    {"variable": "mark", "name": STRAIN, "amount": 1, "because": took},
                ],
            },
        ],
    }


def _plain(text: str) -> str:
    """Return a text whose braces the rules do not take for placeholders."""
    return text.replace("{", "{{").replace("}", "}}")


def incident_entry(answers: Answers) -> dict[str, Any]:
    """Return the incident with its three stages. The more often seats took, the likelier the next stage is."""
    incident = answers.incident
    by_chance = ceil(_CHANCE / len(answers.turns))
    strained = _reasons(answers, _STRAINED, more=60, less=-20)
    broken = _reasons(answers, _BROKEN, more=60, less=-10)
    return {
        "key": INCIDENT,
        "name": incident.name,
        "start": "calm",
        "stages": [
            {
                "key": "calm",
                "name": incident.calm.name,
                "transitions": [
                    _step("calm", incident.calm, weight=60),
                    {**_step("strained", incident.strained, weight=by_chance), "modifiers": strained},
                ],
            },
            {
                "key": "strained",
                "name": incident.strained.name,
                "transitions": [
                    {"to": "strained", "label": "It goes on", "weight": 60, "says": _plain(incident.strained.says)},
                    {**_step("calm", incident.calm, weight=10), "modifiers": _relief(answers)},
                    {**_step("broken", incident.broken, weight=by_chance // 2), "modifiers": broken},
                ],
            },
            {"key": "broken", "name": incident.broken.name},
        ],
    }


def _step(to: str, stage: StageAnswer, weight: int) -> dict[str, Any]:
    return {"to": to, "label": stage.name, "weight": weight, "says": _plain(stage.says)}


def _relief(answers: Answers) -> list[dict[str, Any]]:
    held_back = f"mark {STRAIN} <= {most_strain(answers)}"
    return [{"add": 40, "when": ["in force accord", held_back], "because": f"There is an agreement: {answers.accord}."}]


def _reasons(answers: Answers, share: float, *, more: int, less: int) -> list[dict[str, Any]]:
    often = f"mark {STRAIN} >= {_count(answers, share)}"
    return [
        {"add": more, "when": [often], "because": answers.matter.take.because},
        {"add": less, "when": ["in force accord"], "because": f"There is an agreement: {answers.accord}."},
    ]

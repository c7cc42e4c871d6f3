"""Makes the files of a pack from an author's answers."""

from pathlib import Path
from typing import Any

import yaml

from scenarios.folders import PACKS
from scenarios.schema.catalogue import CatalogueEntry
from scenarios.schema.shared_reading import read_catalogue
from scenarios.wizard.answers import Answers
from scenarios.wizard.composed_seats import seat_file
from scenarios.wizard.matter import INCIDENT, MATTER, STRAIN, incident_entry, matter_entry, most_strain
from scenarios.wizard.schematic_map import WINDOW, schematic_map

_MINUTES_A_TURN = (8, 20)
"""The minutes that a class takes for a turn, at least and at most."""

_SOURCE = "parley-judgement"


class _Plain(yaml.SafeDumper):
    """Writes a value in full wherever it stands: readers of packs refuse references from one place to another."""

    def ignore_aliases(self, data: Any) -> bool:
        """Say that nothing is written once and referred to."""
        return True


def compose(answers: Answers, slug: str, folder: Path = PACKS) -> dict[str, str]:
    """Return the files of the pack, each path inside its folder with the text.

    Kinds of orders come from the catalogue for the packs of `folder`. Raises KeyError for a kind that it does not have.
    """
    catalogue = {kind.kind: kind for kind in read_catalogue(folder)[1].kinds}
    kinds = [catalogue[kind] for kind in answers.orders]
    documents = {
        "scenario.yaml": _cover(answers, slug),
        "orders.yaml": {"orders": [matter_entry(answers), *(_order(kind, answers) for kind in kinds)]},
        "incidents.yaml": {"incidents": [incident_entry(answers)]},
        "leanings.yaml": {"leanings": [*_leanings(answers)]},
        "record.yaml": _record(answers),
    }
    documents |= {f"seats/{seat.code}.yaml": seat_file(answers, seat, kinds) for seat in answers.seats}
    files = {name: _dump(document) for name, document in documents.items()}
    return files | {"map.geojson": schematic_map(answers)}


def _dump(document: dict[str, Any]) -> str:
    return yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)


def _cover(answers: Answers, slug: str) -> dict[str, Any]:
    turns = len(answers.turns)
    parties = [seat.code for seat in answers.seats]
    return {
        "meta": {
            "slug": slug,
            "title": answers.title,
            "subtitle": answers.subtitle,
            "category": answers.category,
            "place": answers.place,
            "summary": answers.summary,
            "minutes": [minutes * turns for minutes in _MINUTES_A_TURN],
            "turns": turns,
            "status": "draft",
            "focus": "sea-of-japan",
            "learning": [answers.learning],
        },
        "facts": [],
        "notes": [{"status": "invented", "subject": "Everything", "text": "States, places and figures are invented."}],
        "map_window": WINDOW,
        "states": [_state(seat.code, seat.name) for seat in answers.seats],
        "dyads": [_dyad(who, towards) for who in parties for towards in parties if who != towards],
        "turns": [
            {"number": number, "title": turn.title, "starts_at": turn.starts_at, "ends_at": turn.ends_at,
             "minutes": turn.days * 24 * 60}
            for number, turn in enumerate(answers.turns, 1)
        ],
        "agreements": [
            {"key": "accord", "name": answers.accord, "parties": parties, "in_force": False, "strength": 0,
             "consent": len(parties) // 2 + 1}
        ],
        "marks": [{"key": STRAIN, "meaning": f"How often somebody chose: {answers.matter.take.name}"}],
        "endings": [
            {"key": "broken", "name": answers.endings.broken.name, "when": [f"stage {INCIDENT} = broken"]},
            {"key": "held", "name": answers.endings.held.name,
             "when": [f"stage {INCIDENT} = calm", f"mark {STRAIN} <= {most_strain(answers)}"]},
            {"key": "between", "name": answers.endings.between.name},
        ],
    }  # fmt: skip


def _state(code: str, name: str) -> dict[str, Any]:
    figures = {"openness": 90, "approval": 50, "economy": 50, "readiness": 30, "standing": 50, "resolve": 50}
    return {"code": code, "name": name, "seat": True, **figures}


def _dyad(who: str, towards: str) -> dict[str, Any]:
    return {"who": who, "towards": towards, "relation": 20, "tension": 15, "exposure": 12, "half_life": 30}


def _order(kind: CatalogueEntry, answers: Answers) -> dict[str, Any]:
    seats = [seat.code for seat in answers.seats]
    return {"base": kind.kind, "seats": seats} | ({"targets": seats} if kind.aimed else {})


def _leanings(answers: Answers) -> list[dict[str, Any]]:
    """Return the leanings of seats without people: every second one takes more often, all do when people grumble."""
    leanings: list[dict[str, Any]] = []
    for number, seat in enumerate(answers.seats):
        weights = (1, 2) if number % 2 else (2, 1)
        for level, weight in zip(("take", "spare"), weights, strict=True):
            leanings.append({"seat": seat.code, "kind": MATTER, "level": level, "weight": weight})
        grumbling = {"level": "take", "weight": 2, "when": [f"approval {seat.code} < 45"]}
        leanings.append({"seat": seat.code, "kind": MATTER, **grumbling})
        leanings += [{"seat": seat.code, "kind": kind, "weight": 0.5} for kind in answers.orders]
    return leanings


def _record(answers: Answers) -> dict[str, Any]:
    first = answers.seats[0].code
    endings = {"broken": answers.endings.broken, "held": answers.endings.held, "between": answers.endings.between}
    return {
        "record": [
            {"turn": 1, "seat": seat.code, "kind": MATTER, "level": "take" if seat.code == first else "spare",
             "source": _SOURCE}
            for seat in answers.seats
        ],
        "endings": [
            {"ending": key, "headline": ending.name, "text": ending.text,
             "record": "The scenario is invented: there is no record to compare this with.",
             "question": ending.question}
            for key, ending in endings.items()
        ],
    }  # fmt: skip

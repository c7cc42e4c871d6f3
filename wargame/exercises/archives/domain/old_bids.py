"""Bids of an archive from before a bid was an answer: they become answers to questions of the debrief."""

from collections.abc import Iterable, Mapping
from typing import Any

from wargame.exercises.archives.domain.form import BadArchive
from wargame.exercises.bids.domain import TALK
from wargame.exercises.models import DebriefQuestion
from wargame.exercises.models.debrief import TEXT_LENGTH
from wargame.exercises.room_questions import SHARE_HINT

BIDS, QUESTIONS, ANSWERS = "Bid", "DebriefQuestion", "DebriefAnswer"
Tables = dict[str, Any]
Row = dict[str, Any]


def move_bids(tables: Tables, content: Mapping[str, Any]) -> Tables:
    """Return the tables with the last bid of each person as an answer without a name; `content` is the scenario's.

    Raises BadArchive.
    """
    if BIDS not in tables:
        return tables
    moved = {name: rows for name, rows in tables.items() if name != BIDS}
    try:
        last = {(bid["key"], bid["by"]): bid["in_100"] for bid in sorted(tables[BIDS], key=lambda bid: bid["at"])}
        pack = content.get("pack", {})
        for claim in pack.get("bids", ()):
            shares = sorted(in_100 for (key, _), in_100 in last.items() if key == claim["key"])
            if shares:
                _add_answers(moved, claim, dict(pack["rules"].get("dials", ())), shares)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise BadArchive("Parley did not write the bids of this archive. Export the exercise again.") from error
    return moved


def _add_answers(tables: Tables, claim: Mapping[str, Any], dials: Row, shares: Iterable[int]) -> None:
    asked, answers = list(tables.get(QUESTIONS, ())), list(tables.get(ANSWERS, ()))
    question = next((row for row in asked if row["key"] == f"claim-{claim['key']}"), None)
    if question is None:
        question = _question(tables, claim, dials, asked)
        asked.append(question)
    # The answers to a question that has been shown stay as the room saw them.
    if question["status"] == DebriefQuestion.Status.WAITING:
        first = 1 + max((row["id"] for row in answers), default=0)
        rows = ({"question": question["id"], "letter": "", "in_100": share} for share in shares)
        answers += [{"id": number, **row} for number, row in enumerate(rows, first)]
    tables |= {QUESTIONS: asked, ANSWERS: answers}


def _question(tables: Tables, claim: Mapping[str, Any], dials: Row, asked: list[Row]) -> Row:
    (exercise,) = tables["Exercise"]
    came = (dials | exercise["dials"]).get(claim["dial"], 0) != 0
    return {
        "id": 1 + max((row["id"] for row in asked), default=0),
        "exercise": exercise["id"],
        "key": f"claim-{claim['key']}",
        "number": 1 + max((row["number"] for row in asked), default=0),
        "text": claim["question"][:TEXT_LENGTH],
        "hint": SHARE_HINT,
        "talk": TALK,
        "reveal": {"came": came, "said": claim["was_on"] if came else claim["was_off"]},
        "status": DebriefQuestion.Status.WAITING.value,
    }

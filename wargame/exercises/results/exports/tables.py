"""Writes the document of a log as a table and as lines of JSON: each row says its branch, its turn and its time."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from wargame.exercises import access
from wargame.exercises.models import Branch, Seat
from wargame.exercises.results.exports import logs

Row = dict[str, Any]
Document = Mapping[str, Any]

CSV_COLUMNS = (
    "branch", "turn", "time", "type", "sequence", "actor", "kind", "level", "target", "partner", "result",
    "rule", "variable", "who", "towards", "name", "before", "change", "after", "chance_in_100", "odds_in_100",
    "cause", "text", "ruling",
)  # fmt: skip
FULL_TRUTH_COLUMNS = ("roll_in_100", "threshold_in_100", "odds_told")
TOGETHER = "all orders together"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def log_csv(seat: Seat, branch: Branch, reader: access.LogReader | None = None) -> str:
    """Return the document of the log as a table. Only full truth has columns for rolls."""
    return table_of(logs.log_document(seat, branch, reader))


def log_lines(seat: Seat, branch: Branch, reader: access.LogReader | None = None) -> str:
    """Return the document of the log as lines of JSON, one for each event."""
    return lines_of(logs.log_document(seat, branch, reader))


def table_of(*documents: Document) -> str:
    """Return the table of one or several lines: a row for each forecast, outcome, change, message and all else."""
    out = io.StringIO()
    is_full = any(document["is_full_truth"] for document in documents)
    columns = (*CSV_COLUMNS, *FULL_TRUTH_COLUMNS) if is_full else CSV_COLUMNS
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for document in documents:
        writer.writerows({key: harmless(value) for key, value in row.items()} for row in _rows(document))
    return out.getvalue()


def _rows(document: Document) -> Iterator[Row]:
    branch = document["branch"]["number"]
    yield from ({"branch": branch, "type": "dial"} | _dial_cells(dial) for dial in document["dials"])
    for turn in document["turns"]:
        head = {name: turn[name] for name in ("branch", "turn", "time")}
        for name, cells_of in _PARTS.items():
            for each in turn[name]:
                yield from (head | cells for cells in cells_of(each))


def lines_of(document: Document) -> str:
    """Return a line of JSON for each event of a log: its branch, turn, time and type, and what the document has."""
    branch = document["branch"]["number"]
    events = [{"branch": branch, "type": "dial", **dial} for dial in document["dials"]]
    for turn in document["turns"]:
        head = {name: turn[name] for name in ("branch", "turn", "time")}
        events += [head | {"type": _TYPES[name], _TYPES[name]: each} for name in _PARTS for each in turn[name]]
    return "".join(f"{json.dumps(event, ensure_ascii=False)}\n" for event in events)


def harmless(value: Any) -> Any:
    """Return a cell that a spreadsheet shows and does not execute. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def _dial_cells(dial: Document) -> Row:
    return {
        "kind": dial["key"],
        "name": dial["name"],
        "before": dial["scenario"],
        "after": dial["value"],
        "text": f"{dial['name']} {dial['value']:g} instead of {dial['scenario']:g}",
    }


def _report_cells(inject: Document) -> Iterator[Row]:
    yield {"type": "report", "kind": inject["kind"], "name": inject["title"], "text": inject["text"]}


def _sheet_cells(sheet: Document) -> Iterator[Row]:
    """Yield the forecasts that people saw of the orders of a sheet, then the answers of their staff."""
    head = {"type": "told", "actor": sheet["seat"]}
    if sheet["told_note"]:
        yield head | {"text": sheet["told_note"]}
    for order, each in zip(sheet["orders"], sheet["told"] or (), strict=False):
        yield head | order | _odds_cells(each["odds"]) | _change_of(each["aims"]) | {"text": each["text"]}
    if together := sheet["told_together"]:
        if together["aims"]:
            yield head | {"name": TOGETHER, "text": together["text"]}
        for effect in together["effects"]:
            moved = {name: effect[name] for name in ("variable", "who", "towards", "text")}
            yield head | moved | {"name": TOGETHER, "change": round(effect["mean"], 1)}
    for asked in sheet["staff"]:
        answered = {"type": "staff", "actor": sheet["seat"], "sequence": asked["number"], "text": asked["text"]}
        yield answered | _change_of(asked["aims"])


def _odds_cells(odds: Document | None) -> Row:
    return {"chance_in_100": odds["in_100"], "odds_in_100": f"{odds['low']} to {odds['high']}"} if odds else {}


def _change_of(aims: Document | None) -> Row:
    return {"change": round(aims["turn"]["mean"], 1)} if aims else {}


def _outcome_cells(outcome: Document) -> Iterator[Row]:
    same = ("actor", "kind", "level", "target", "partner", "result", "name", "text")
    chances = {option["key"]: option["in_100"] for option in outcome["options"]}
    cells = {name: outcome[name] for name in same} | {
        "type": outcome["subject"],
        "chance_in_100": chances.get(outcome["chosen"]),
        "odds_in_100": _in_words(outcome["options"]),
        "ruling": " ".join(f"{ruled['subject']} ruled. {ruled['reason']}".strip() for ruled in outcome["rulings"]),
    }
    if draw := outcome["draw"]:
        told = " | ".join(f"{' '.join(odds['seats'])}: {_in_words(odds['options'])}" for odds in draw["told"])
        values = (draw["roll_in_100"], draw["threshold_in_100"], told)
        cells |= dict(zip(FULL_TRUTH_COLUMNS, values, strict=True))
    yield cells


def _in_words(options: Iterable[Document]) -> str:
    return "; ".join(f"{option['label']} {option['in_100']}" for option in options)


def _entry_cells(entry: Document) -> Iterator[Row]:
    same = ("sequence", "actor", "kind", "level", "rule", "variable", "who", "towards", "name", "cause", "text")
    amounts = {"before": entry["before"], "change": entry["delta"], "after": entry["after"]}
    yield {name: entry[name] for name in same} | amounts | {"type": "change"}


def _message_cells(message: Document) -> Iterator[Row]:
    said = {"actor": message["sender"], "target": " ".join(message["recipients"]), "name": message["author"]}
    why = {"kind": message["intent"], "cause": message["reason"]}
    yield said | why | {"type": "message", "text": message["text"]}


def _press_cells(piece: Document) -> Iterator[Row]:
    text = f"{piece['lead']} {piece['text']}".strip()
    yield {"type": "press", "actor": piece["seat"], "name": piece["outlet"], "text": text}


def _proposal_cells(proposal: Document) -> Iterator[Row]:
    others = [code for code in proposal["parties"] if code != proposal["proposer"]]
    yield {
        "type": "proposal",
        "kind": "end" if proposal["ends"] else "conclude",
        "actor": proposal["proposer"],
        "target": " ".join(others),
        "name": proposal["name"],
        "result": proposal["status"],
        "cause": "; ".join(f"{each['seat']} {each['word']}" for each in proposal["answers"]),
        "text": proposal["terms"] or proposal["name"],
    }


def _rationale_cells(line: Document) -> Iterator[Row]:
    yield {"type": "rationale", "who": line["seat"], "cause": f"noted:{line['by']}", "text": line["text"]}


def _wall_cells(asked: Document) -> Iterator[Row]:
    yield {"type": "question", "text": asked["question"]}
    yield from ({"type": "answer", "name": asked["question"], "text": line} for line in asked["lines"])


def _advice_cells(speech: Document) -> Iterator[Row]:
    said = {"type": "advice", "who": speech["seat"], "name": speech["adviser"], "result": speech["name"]}
    words = " ".join(part for part in (speech["reason"], speech["expects"], speech["costs"]) if part)
    yield said | dict(speech["order"]) | {"text": words}


def _promise_cells(pledge: Document) -> Iterator[Row]:
    said = {"actor": pledge["by"], "kind": pledge["verb"], "target": " ".join(pledge["to"]), "cause": pledge["reason"]}
    yield said | {"type": "promise", "text": pledge["text"]}


def _observation_cells(noted: Document) -> Iterator[Row]:
    about = {"type": "observation", "kind": noted["kind"], "who": noted["seat"], "name": noted["objective"]}
    yield about | {"cause": f"noted:{noted['by']}", "text": noted["text"]}


_PARTS: Mapping[str, Callable[[Document], Iterator[Row]]] = {
    "injects": _report_cells,
    "sheets": _sheet_cells,
    "outcomes": _outcome_cells,
    "ledger": _entry_cells,
    "messages": _message_cells,
    "press": _press_cells,
    "proposals": _proposal_cells,
    "rationales": _rationale_cells,
    "wall": _wall_cells,
    "advice": _advice_cells,
    "promises": _promise_cells,
    "observations": _observation_cells,
}
"""The lists of a turn's document, in the order of their rows, and how each item becomes rows of the table."""
_TYPES = {
    "injects": "report", "sheets": "sheet", "outcomes": "outcome", "ledger": "change", "messages": "message",
    "press": "press", "proposals": "proposal", "rationales": "rationale", "wall": "question", "advice": "advice",
    "promises": "promise", "observations": "observation",
}  # fmt: skip

"""Texts as rows: one for each field that a seat reads, in the order of reading. Rows reword texts and add none."""

from collections.abc import Iterator, Mapping
from hashlib import blake2s

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.names import names_of
from scenarios.editor.posted import place_of
from scenarios.editor.reading_order import BEFORE, Reader
from scenarios.pack_faults import PackError
from scenarios.sheets.columns import TEXT_COLUMNS, Record
from scenarios.sheets.plans import CHANGED, REFUSED, SAME, Editing, Plan, RowFault, RowPlan, reason_of, require_few

_GONE = "the draft has no such text any more. Export the texts again."
_OTHER = "the draft has another wording now than when this file was made. Export the texts again."


def rows_of_texts(trees: DraftTrees) -> list[list[str]]:
    """Return a head and a row for each text of each seat; a text for several seats stands with the first of them."""
    heads = [column.head for column in TEXT_COLUMNS]
    return [heads, *([record[column.key] for column in TEXT_COLUMNS] for record in _records(trees))]


def plan_texts(files: Mapping[str, str], records: list[Record]) -> Plan:
    """Return the changes that the rows would make. Raises BadSheet for more changes than Parley makes at once."""
    plan, done = Plan(), set[tuple[str, str]]()
    known = {(each["file"], each["place"]): each for each in _records(DraftTrees.of(files))}
    for number, record in enumerate(records, start=2):
        at = (record.get("file", ""), record.get("place", ""))
        title = record.get("text", "")[:80]
        try:
            if at in done:
                raise RowFault("another row has the same text already. Keep one of them.")
            editing = _reworded(files, plan.files, known.get(at), record)
        except (RowFault, PackError) as fault:
            plan.rows.append(RowPlan(number, title, REFUSED, reason=reason_of(fault)))
            require_few(plan)
            continue
        done.add(at)
        if editing.changes:
            plan.files[editing.name] = editing.source
        plan.rows.append(RowPlan(number, title, CHANGED if editing.changes else SAME, tuple(editing.changes)))
        require_few(plan)
    return plan


def mark_of(text: str) -> str:
    """Return a short mark of a wording, which tells whether the draft still has it."""
    return blake2s(text.strip().encode(), digest_size=4).hexdigest()


def _reworded(files: Mapping[str, str], changed: Mapping[str, str], known: Record | None, record: Record) -> Editing:
    if known is None:
        raise RowFault(_GONE)
    name = known["file"]
    editing, new = Editing(name, changed.get(name, files[name])), record.get("text", "")
    if not new or new.strip() == known["text"].strip():
        return editing
    if (mark := record.get("mark", "")) and mark != known["mark"]:
        raise RowFault(_OTHER)
    editing.put(f"{known['kind']}, {known['label'].lower() or 'text'}", place_of(known["place"]), new)
    return editing


def _records(trees: DraftTrees) -> Iterator[Record]:
    names, done, last = names_of(trees), set[tuple[str, str]](), len(trees.turns) + 1
    for seat in trees.seats:
        reader = Reader(trees, names, seat)
        for page in range(BEFORE, last + 1):
            for read in reader.texts_in(page):
                for each in read.wordings:
                    if (each.file, each.dotted) in done:
                        continue
                    done.add((each.file, each.dotted))
                    yield {
                        "file": each.file,
                        "place": each.dotted,
                        "seat": seat,
                        "page": "before" if page == BEFORE else "end" if page == last else str(page),
                        "kind": read.kind,
                        "when": read.when,
                        "label": each.label,
                        "text": each.text,
                        "mark": mark_of(each.text),
                    }

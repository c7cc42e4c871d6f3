"""Injects as rows: one for each text of an inject. Cells of the inject itself stand in the row of its first text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scenarios.editor.draft_trees import DraftTrees, Entry, lines, text
from scenarios.editor.inject_grid import INJECTS, texts_of
from scenarios.editor.new_injects import EMPTY, TEXTS, empty_text
from scenarios.editor.new_names import with_new_name
from scenarios.pack_faults import PackError
from scenarios.sheets.columns import INJECT_COLUMNS, Record
from scenarios.sheets.plans import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    CellChange,
    Editing,
    Plan,
    RowFault,
    RowPlan,
    reason_of,
    require_few,
)
from scenarios.yaml_source import added
from scenarios.yamlsafe import Place, Tree
from wargame.spelling import one_of
from wargame.web.numbers import number_in

FILE = INJECTS.file
ALWAYS = "always"
_LABELS = {column.key: column.head for column in INJECT_COLUMNS}
_PLAIN = ("kind", "source", "time", "grade", "title", "text")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,3})?")
_BETWEEN = re.compile(r"[,;\s]+")


def rows_of_injects(trees: DraftTrees) -> list[list[str]]:
    """Return a head and a row for each text of each inject."""
    return [[column.head for column in INJECT_COLUMNS], *(_cells(each) for each in _records(trees))]


def plan_injects(files: Mapping[str, str], records: list[Record]) -> Plan:
    """Return the changes that the rows would make. Raises BadSheet for more changes than Parley makes at once."""
    plan, source, done = Plan(), files.get(FILE, EMPTY), set[tuple[str, int]]()
    for number, record in enumerate(records, start=2):
        title = record.get("title") or record.get("name") or record.get("key") or ""
        row = _Row(DraftTrees.of({**files, FILE: source}), record, Editing(FILE, source))
        try:
            found = row.read(done)
        except (RowFault, PackError) as fault:
            plan.rows.append(RowPlan(number, title, REFUSED, reason=reason_of(fault)))
            require_few(plan)
            continue
        source = row.editing.source
        plan.rows.append(RowPlan(number, title, found, tuple(row.editing.changes)))
        require_few(plan)
    if source != files.get(FILE):
        plan.files[FILE] = source
    return plan


@dataclass(slots=True)
class _Row:
    """One row that is read into the file of injects."""

    trees: DraftTrees
    record: Record
    editing: Editing

    def read(self, done: set[tuple[str, int]]) -> str:
        """Make the changes of the row, and return what they are. Raises RowFault."""
        key, number = self._known()
        if key and (key, number) in done:
            raise RowFault("another row has the same text already. Keep one of them.")
        entries = {text(each, "key"): each for each in self.trees.entries(FILE, INJECTS.section)}
        if key not in entries:
            made = self._add(key)
            done.add((made, 1))
            return NEW
        done.add((key, number))
        texts = [index for index, _ in texts_of(self.trees, key)]
        if number > len(texts) + 1:
            raise RowFault(f"the inject has {len(texts)} texts. Write {len(texts) + 1} for a further one.")
        index = list(entries).index(key)
        self._put_inject(("injects", index), entries[key])
        if number > len(texts):
            self._add_text(key)
            return NEW
        self._put_text(("texts", texts[number - 1]))
        return CHANGED if self.editing.changes else SAME

    def _known(self) -> tuple[str, int]:
        """Return the key and the number of the text that the row is: by its key, or by title and time."""
        key, number = self.record.get("key", ""), self.record.get("number", "")
        if key:
            if not _KEY.fullmatch(key):
                raise RowFault("the column Inject takes small letters, digits and underscores, or nothing.")
            if number and not number_in(number):
                raise RowFault("the number of the text is no number from 1 on.")
            return key, number_in(number) or 1
        count: dict[str, int] = {}
        for entry in self.trees.entries(FILE, "texts"):
            of = text(entry, "inject")
            count[of] = count.get(of, 0) + 1
            time = self.record.get("time") or text(entry, "time")
            if (text(entry, "title"), text(entry, "time")) == (self.record.get("title", ""), time):
                return of, count[of]
        return "", 1

    def _put_inject(self, place: Place, entry: Entry) -> None:
        for name, column, value in self._inject_values(lines(entry, "turns")):
            if name == "when" and value is None and "when" not in entry:
                continue
            self.editing.put(_LABELS[column], (*place, name), value)

    def _put_text(self, place: Place) -> None:
        if seats := self.record.get("seats", ""):
            before = self.trees.at(FILE, (*place, "seats"))
            old = before if isinstance(before, list) else []
            if set(_BETWEEN.split(seats)) != set(map(str, old)):
                self.editing.put(_LABELS["seats"], (*place, "seats"), self._seats(seats))
        for name in _PLAIN:
            if value := self.record.get(name, ""):
                self.editing.put(_LABELS[name], (*place, name), value)

    def _add(self, key: str) -> str:
        title, name = self.record.get("title", ""), self.record.get("name", "")
        if not (title or name) or not self.record.get("text"):
            raise RowFault("a new inject needs a title and a text.")
        values = {each: value for each, _, value in self._inject_values([]) if value is not None}
        if "turns" not in values:
            raise RowFault("a new inject needs its first turn.")
        like = key or re.sub(r"[^a-z0-9]+", "_", (name or title).casefold()).strip("_")[:40] or "new"
        taken = {text(each, "key") for each in self.trees.entries(FILE, INJECTS.section)}
        made = with_new_name(
            {"key": "", "title": name or title, **values}, taken, like if like[0].isalpha() else f"i_{like}"
        )
        new = str(made["key"]) if isinstance(made, dict) else ""
        self._append((INJECTS.section,), made)
        self._add_text(new)
        return new

    def _add_text(self, key: str) -> None:
        seats = self._seats(self.record.get("seats", ""))
        values: dict[str, Tree] = {name: value for name in _PLAIN if (value := self.record.get(name, ""))}
        if "title" not in values and (name := self.record.get("name")):
            values["title"] = name
        self._append(TEXTS, {**empty_text(key), **values, "seats": seats})
        self.editing.changes.append(CellChange("Text", "", self.record.get("text", "")))

    def _append(self, place: Place, value: Tree) -> None:
        self.editing.source = added(self.editing.source, place, value, name=FILE)

    def _seats(self, cell: str) -> Tree:
        known = self.trees.seats
        if cell.strip().casefold() in ("all", "everybody"):
            return [*known]
        named = [code for code in _BETWEEN.split(cell.strip()) if code]
        for code in named:
            if code not in known:
                raise RowFault(f"there is no seat “{code[:40]}”. {one_of(code.upper(), known)}")
        return [code for code in known if code in named]

    def _inject_values(self, window: list[str]) -> Iterator[tuple[str, str, "Tree | None"]]:
        """Yield field, column and value of each cell of the inject itself that is filled."""
        if name := self.record.get("name", ""):
            yield "title", "name", name
        if turns := self._turns(window):
            yield "turns", "first", turns
        if chance := self.record.get("chance", ""):
            if not _NUMBER.fullmatch(chance) or float(chance) > 100:
                raise RowFault("the chance is no number from 0 to 100.")
            yield "chance", "chance", chance
        if when := self.record.get("when", ""):
            clauses: list[Tree] = [line.strip() for line in when.split("\n") if line.strip()]
            yield "when", "when", None if when.casefold() == ALWAYS else clauses

    def _turns(self, window: list[str]) -> "list[Tree]":
        old = [*window, "", ""][:2]
        first = self.record.get("first", "") or old[0]
        last = self.record.get("last", "") or (old[1] if not self.record.get("first") or old[1] else first)
        if not first and not last:
            return []
        numbers, most = [number_in(first) or 0, number_in(last) or 0], max(1, len(self.trees.turns))
        if not 1 <= numbers[0] <= numbers[1] <= most and [first, last] != old:
            raise RowFault(f"first and last turn are not two turns from 1 to {most} in this order.")
        return [first, last]


def _records(trees: DraftTrees) -> Iterator[Record]:
    for entry in trees.entries(FILE, INJECTS.section):
        key = text(entry, "key")
        window = [*lines(entry, "turns"), "", ""]
        own = {
            "name": text(entry, "title"),
            "first": window[0],
            "last": window[1],
            "chance": text(entry, "chance"),
            "when": "\n".join(lines(entry, "when")) or ALWAYS,
        }
        found = list(texts_of(trees, key))
        for number, (_, each) in enumerate(found, start=1):
            plain = {name: text(each, name) for name in _PLAIN}
            row = {"key": key, "number": str(number), "seats": ", ".join(lines(each, "seats")), **plain}
            yield row | (own if number == 1 else {})
        if not found:
            yield {"key": key, "number": "", **own}


def _cells(record: Record) -> list[str]:
    return [record.get(column.key, "") for column in INJECT_COLUMNS]

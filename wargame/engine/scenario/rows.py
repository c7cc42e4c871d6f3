"""Collects the rows that all parts of a scenario share: conditions, modifiers and effects."""

from collections.abc import Iterable, Sequence

from wargame.engine.errors import SettingError, unknown
from wargame.engine.scenario.conditions import Asks, Reader, truths_asked
from wargame.engine.scenario.evidence import NO_TWIN, check_drawn, paired
from wargame.engine.spec import Condition, EffectSpec, ModifierSpec
from wargame.engine.spec.names import Names
from wargame.engine.world.dice import MOST_DRAWN, SIDES
from wargame.engine.world.figures import AUTHORED, FIGURES, PAIR
from wargame.engine.world.layout import Layout
from wargame.engine.world.table_rows import ClauseRow, ConditionRow, EffectRow, ModifierRow
from wargame.engine.world.tables import (
    ACTOR,
    ALL,
    ALL_CLAIMANTS,
    ALLIES_OF_ACTOR,
    ALLIES_OF_TARGET,
    CO_CLAIMANTS,
    NOBODY,
    OTHERS,
    PARTNER,
    TARGET,
)

Range = tuple[int, int]

SELECTORS = {
    "actor": ACTOR,
    "target": TARGET,
    "partner": PARTNER,
    "allies of target": ALLIES_OF_TARGET,
    "allies of actor": ALLIES_OF_ACTOR,
    "claimants": ALL_CLAIMANTS,
    "co-claimants": CO_CLAIMANTS,
    "others": OTHERS,
    "all": ALL,
}
LARGEST = 200
"""The largest amount of one effect, in points or counts: no variable has a wider range."""

MOST_FAULTS = 20


def milli(value: float, path: str, low: float, high: float) -> int:
    """Return an authored figure in thousandths. Raises SettingError outside its bounds."""
    if not low <= value <= high:
        raise SettingError(path, f"{value:g} is outside {low:g}..{high:g}.", "Choose a figure within these bounds.")
    return round(value * 1000)


class Rows:
    """Collects rows. Equal conditions are stored once.

    Faults of conditions are collected too, so that an author reads twenty at once: `refuse_faults` raises them.
    """

    def __init__(self, names: Names, at: Layout) -> None:
        self.names = names
        self.at = at
        self.reader = Reader(names, at)
        self.clauses: list[ClauseRow] = []
        self.conditions = [ConditionRow(clause_from=0, clause_to=0)]
        self.known: dict[Condition, int] = {(): 0}
        self.joined: dict[Range, int] = {}
        self.modifiers: list[ModifierRow] = []
        self.effects: list[EffectRow] = []
        self.effect_specs: list[EffectSpec] = []
        self.modifier_specs: list[ModifierSpec] = []
        self.faults: list[SettingError] = []
        self.drawing = 0

    def condition(self, condition: Condition, path: str, may_ask: Asks) -> int:
        """Store a condition and return its number; the number of the empty one if it has a fault."""
        try:
            clauses = self.reader.read(condition, path, may_ask)
        except SettingError as fault:
            self.faults.append(fault)
            if len(self.faults) == MOST_FAULTS:
                self.refuse_faults()
            return 0
        if condition not in self.known:
            self.known[condition] = len(self.conditions)
            first = len(self.clauses)
            self.clauses += clauses
            self.conditions.append(ConditionRow(clause_from=first, clause_to=len(self.clauses)))
        return self.known[condition]

    def refuse_faults(self) -> None:
        """Raise the first fault of a condition, with the others, if there is one."""
        if self.faults:
            first, *others = self.faults
            raise SettingError(first.path, first.message, first.remedy, others)

    def both(self, first: int, second: int) -> int:
        """Return the number of the condition that holds where these two do."""
        if first == 0 or second == 0:
            return first or second
        if (first, second) not in self.joined:
            begin = len(self.clauses)
            for span in (self.conditions[first], self.conditions[second]):
                self.clauses += self.clauses[span.clause_from : span.clause_to]
            self.joined[first, second] = len(self.conditions)
            self.conditions.append(ConditionRow(clause_from=begin, clause_to=len(self.clauses)))
        return self.joined[first, second]

    def clauses_seen(self, seen: Sequence[int]) -> list[ClauseRow]:
        """Return all clauses with the states (a bit mask) that may know the cell of each; facts of a turn have none."""
        return [
            clause._replace(seen=seen[clause.cell]) if clause.cell < len(seen) else clause for clause in self.clauses
        ]

    def add_modifiers(self, specs: tuple[ModifierSpec, ...], path: str, may_ask: Asks, widest: float) -> Range:
        """Store modifiers and return their range of rows."""
        start = len(self.modifiers)
        for index, spec in enumerate(specs):
            place = f"{path}[{index}]"
            if spec.reveals:
                self.names.find("truths", spec.reveals, f"{place}.reveals")
            add = milli(spec.add, f"{place}.add", -widest, widest)
            when = self.condition(spec.when, f"{place}.when", may_ask)
            truth = self.truth_asked(spec.when, f"{place}.when")
            self.modifiers.append(ModifierRow(add=add, when=when, truth=truth))
            self.modifier_specs.append(spec)
        return start, len(self.modifiers)

    def truths_of(self, modifiers: Iterable[int]) -> int:
        """Return the bit mask of the hidden truths for which these modifiers ask."""
        return sum(1 << truth for truth in {self.modifiers[index].truth for index in modifiers} - {-1})

    def add_effects(
        self, specs: tuple[EffectSpec, ...], path: str, parts: frozenset[str], may_ask: Asks, *, habit: bool = False
    ) -> Range:
        """Store effects and return their range of rows; `parts` are the selectors that mean somebody here.

        Only effects that an order has at once may habituate: `habit`.
        """
        start = len(self.effects)
        for index, spec in enumerate(specs):
            place = f"{path}[{index}]"
            if spec.habituates and not habit:
                raise SettingError(f"{place}.habituates", "Only what an order does at once wears off.", "Drop it here.")
            self.effects.append(self.effect(spec, place, parts, may_ask))
            self.effect_specs.append(spec)
        self.effects[start:] = paired(specs, self.effects[start:], start)
        return start, len(self.effects)

    def effect(self, spec: EffectSpec, path: str, parts: frozenset[str], may_ask: Asks) -> EffectRow:
        """Return the row of one effect. Raises SettingError."""
        if spec.variable not in AUTHORED:
            raise unknown(f"{path}.variable", "variable", spec.variable, AUTHORED)
        figure = FIGURES[spec.variable]
        if not -LARGEST <= spec.amount <= LARGEST:
            message = f"{spec.amount:g} is outside -{LARGEST}..{LARGEST}."
            raise SettingError(f"{path}.amount", message, "Choose a figure within these bounds.")
        check_drawn(spec, path)
        amount = spec.amount * figure.unit
        if figure.is_count and amount != round(amount):
            raise SettingError(
                f"{path}.amount", f"{spec.variable} is counted in whole numbers.", "Write a whole number."
            )
        base = getattr(self.at, spec.variable)
        stride, who, towards = self.place(spec, path, parts)
        if figure.of[-1] != "states":
            base += self.names.find(figure.of[-1], spec.name, f"{path}.name")
        return EffectRow(
            base=base,
            stride=stride,
            who=who,
            towards=towards,
            amount=round(amount),
            habituates=int(spec.habituates),
            when=self.condition(spec.when, f"{path}.when", may_ask),
            spread=round(spec.spread * 1000),
            serial=self.next_serial(path) if spec.spread or spec.right else 0,
            truth=self.names.find("truths", spec.name, path)
            if spec.right
            else self.truth_asked(spec.when, f"{path}.when"),
            twin=NO_TWIN,
            right=round(spec.right * SIDES / 100),
        )

    def next_serial(self, path: str) -> int:
        """Return the number of one more effect that draws something. Raises SettingError where there are too many."""
        if self.drawing == MOST_DRAWN:
            raise SettingError(path, f"More than {MOST_DRAWN} effects draw something.", "Give some a fixed amount.")
        self.drawing += 1
        return self.drawing - 1

    def truth_asked(self, condition: Condition, path: str) -> int:
        """Return the index of the hidden truth that a condition asks for, -1 for none.

        Raises SettingError for several: a seat that sees the effect could not say which truth it saw.
        """
        keys = truths_asked(condition)
        if len(keys) > 1:
            message = f"It asks for several hidden truths: {', '.join(keys)}."
            raise SettingError(path, message, "Ask for one, so that what seats see of it is evidence for that one.")
        return self.names.find("truths", keys[0], path) if keys else -1

    def place(self, spec: EffectSpec, path: str, parts: frozenset[str]) -> tuple[int, int, int]:
        """Return the way to find an effect's cells: stride, who and towards."""
        of = FIGURES[spec.variable].of
        per_state, is_pair = of[0] == "states", of == PAIR
        for field, used in (("who", per_state), ("towards", is_pair), ("name", of[-1] != "states")):
            given = getattr(spec, field)
            if used and not given:
                raise SettingError(f"{path}.{field}", f'{spec.variable} needs "{field}".', "Say whose.")
            if given and not used:
                raise SettingError(f"{path}.{field}", f'{spec.variable} has no "{field}".', "Drop it.")
        who = self.selector(spec.who, f"{path}.who", parts) if per_state else NOBODY
        towards = self.selector(spec.towards, f"{path}.towards", parts) if is_pair else NOBODY
        stride = self.at.states if is_pair else self.at.truths if spec.variable == "belief" else 1
        return stride, who, towards

    def selector(self, word: str, path: str, parts: frozenset[str]) -> int:
        """Return the number of a selector: a state code, or a part that exists here."""
        if word in self.names.states:
            return self.names.states[word]
        if word not in SELECTORS:
            raise unknown(path, "state or part", word, [*self.names.states, *SELECTORS])
        if word not in parts:
            remedy = f"Use a state code or one of: {', '.join(sorted(parts))}."
            raise SettingError(path, f'"{word}" is nobody here.', remedy)
        return SELECTORS[word]

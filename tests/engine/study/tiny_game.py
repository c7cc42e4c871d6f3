"""A game of two seats and three turns in which it is known beforehand what every order is worth."""

from dataclasses import replace

from wargame.engine import Setting, compile_setting
from wargame.engine.spec import (
    ChanceSpec,
    CodesSpec,
    DyadSpec,
    EffectSpec,
    EndingSpec,
    LeaningSpec,
    LevelSpec,
    MarkSpec,
    ModifierSpec,
    ObjectiveSpec,
    OrderSpec,
    ScenarioSpec,
    StateSpec,
    TruthSpec,
    TurnSpec,
)

ONE, TWO = "ONE", "TWO"
CODES = CodesSpec("010", 0.0, "CONSULT", 2.5, 0, 0, 0)


def order(kind: str, seats: tuple[str, ...], cost: int, *marks: tuple[str, int], chance: float = 0) -> OrderSpec:
    """An order that sets marks: at once, or by so much in 100."""
    effects = tuple(EffectSpec("mark", amount, name=name) for name, amount in marks)
    odds = ChanceSpec("works", chance, on_success=effects) if chance else None
    level = LevelSpec("full", "fully", cost, effects=() if chance else effects)
    return OrderSpec(kind, kind, f"{{actor}} did {kind}.", "diplomatic", kind, seats, (level,), CODES, "", chance=odds)


def spec() -> ScenarioSpec:
    """ONE may take what only helps it, for little, and either may idle; for all it has, either may gamble to win."""
    states = tuple(StateSpec(code, code.title(), True, 50, 50, 50, 50, 50, 50, points=2) for code in (ONE, TWO))
    orders = (
        order("take", (ONE,), 1, ("taken", 1)),
        order("idle", (ONE, TWO), 1, ("idled", 1)),
        order("gamble", (ONE, TWO), 2, ("won", 1), chance=20),
    )
    aims = (
        ObjectiveSpec(
            ONE, "taken", "Take", 100, base=20, modifiers=(ModifierSpec(30, ("mark taken >= 1",), "It took."),)
        ),
        ObjectiveSpec(TWO, "won", "Win", 100, base=40, modifiers=(ModifierSpec(20, ("mark won >= 1",), "It is won."),)),
    )
    return ScenarioSpec(
        slug="tiny",
        states=states,
        dyads=(DyadSpec(ONE, TWO, 0, 0), DyadSpec(TWO, ONE, 0, 0)),
        turns=tuple(TurnSpec(k, f"Turn {k}", "", "", 60) for k in (1, 2, 3)),
        orders=orders,
        incidents=(),
        endings=(EndingSpec("won", "Won", ("mark won >= 1",)), EndingSpec("even", "Even")),
        objectives=aims,
        marks=tuple(MarkSpec(name, name) for name in ("taken", "idled", "won")),
        leanings=tuple(LeaningSpec(code, kind, 1) for code in (ONE, TWO) for kind in ("idle", "gamble")),
    )


def tiny() -> Setting:
    return compile_setting(spec())


def settled_at_once() -> Setting:
    """The same with one ending, which comes whatever anybody does."""
    return compile_setting(replace(spec(), endings=(EndingSpec("even", "Even"),)))


def decided_by_a_draw() -> Setting:
    """The same with endings that a hidden fact alone decides, and with points of ONE that it gives."""
    fact = TruthSpec("heads", "Heads", "Tails", 50, "It fell heads.", "It fell tails.")
    endings = (EndingSpec("won", "Won", ("truth heads",)), EndingSpec("even", "Even"))
    base = spec()
    taken, won = base.objectives
    given = ModifierSpec(40, ("truth heads",), "It fell heads.")
    aims = (replace(taken, modifiers=(*taken.modifiers, given)), won)
    return compile_setting(replace(base, truths=(fact,), endings=endings, objectives=aims))

"""The fate of each kind of word, by the orders of the turns in which it was due, and by nothing else."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.invented import AVA, BOR, CYL, DUN
from wargame.engine import (
    AIMED,
    FORCE,
    GivenWord,
    LedgerEntry,
    Outcome,
    Setting,
    TurnRead,
    compile_setting,
    fate_of,
    known_outcomes,
)
from wargame.engine.spec.orders import CodesSpec

WARN, CUT, TALK = ("warn", "flares"), ("sanction", "list"), ("sound_out", "quiet")
SPY = ("listen_in", "listen")


def order(turn: int, by: str, what: tuple[str, str], to: str = "", result: str = "done") -> Outcome:
    kind, level = what
    slot = {"warn": 0, "sanction": 1, "sound_out": 2, "listen_in": 3, "support": 4}[kind]
    said = f"{by} {kind} {to}"
    seen = (by,) if kind == "listen_in" else (AVA, BOR, CYL, DUN)
    return Outcome(
        turn, "order", result, said, said, actor=by, target=to, kind=kind, level=level, slot=slot, audience=seen
    )


def turns(*given: Outcome, last: int = 3, entries: tuple[LedgerEntry, ...] = ()) -> list[TurnRead]:
    return [
        TurnRead(
            number,
            tuple(one for one in given if one.turn == number),
            tuple(one for one in entries if one.turn == number),
        )
        for number in range(1, last + 1)
    ]


def weakened(turn: int, by: str, delta: int, variable: str = "strength") -> LedgerEntry:
    cause = f"order:{by}:2"
    return LedgerEntry(0, turn, "r", variable, "", "", "pact", 0, delta, delta, cause, by, "sanction", "list", "", ())


NO_FORCE = GivenWord(FORCE, AVA, (CYL,), 1, 2)
CALM = replace(NO_FORCE, kind=AIMED, until=1)
ANSWER = GivenWord("answer", CYL, (AVA,), 1, 2)
NAMING = GivenWord("naming", CYL, (AVA,), 1, 2)
PLANS = GivenWord("plan", AVA, (CYL,), 2, 2, ("warn", "sound_out"))
PACT = GivenWord("accord", AVA, (DUN,), 2, 6, ("pact",))
OFFERED = GivenWord("offer", AVA, (DUN,), 1, 2)

CASES = {
    "a promise that ran out": (NO_FORCE, turns(), "kept", 2),
    "a promise that still runs": (NO_FORCE, turns(last=1), "due", 0),
    "force while it was due": (NO_FORCE, turns(order(2, AVA, WARN, CYL)), "not_kept", 2),
    "force against another": (NO_FORCE, turns(order(2, AVA, WARN, BOR)), "kept", 2),
    "force after it had run out": (NO_FORCE, turns(order(3, AVA, WARN, CYL)), "kept", 2),
    "force that was refused": (NO_FORCE, turns(order(2, AVA, WARN, CYL, "refused")), "kept", 2),
    "force after it was taken back": (replace(NO_FORCE, stops=2), turns(order(2, AVA, WARN, CYL)), "taken_back", 2),
    "force before it was taken back": (replace(NO_FORCE, stops=2), turns(order(1, AVA, WARN, CYL)), "not_kept", 1),
    "a covert act while nothing was to be aimed": (CALM, turns(order(1, AVA, SPY, CYL)), "not_kept", 1),
    "talks while nothing was to be aimed": (CALM, turns(order(1, AVA, TALK, CYL)), "kept", 1),
    "pressure while nothing was to be aimed": (CALM, turns(order(1, AVA, CUT, CYL)), "not_kept", 1),
    "a warning without a cause": (ANSWER, turns(), "never_due", 2),
    "a warning carried out": (ANSWER, turns(order(1, AVA, WARN, CYL), order(2, CYL, CUT, AVA)), "kept", 2),
    "a warning carried out at once": (ANSWER, turns(order(1, AVA, WARN, CYL), order(1, CYL, CUT, AVA)), "kept", 1),
    "a warning let pass": (ANSWER, turns(order(1, AVA, WARN, CYL), order(3, CYL, CUT, AVA)), "not_kept", 2),
    "a warning answered with talks": (ANSWER, turns(order(1, AVA, WARN, CYL), order(2, CYL, TALK, AVA)), "not_kept", 2),
    "a warning whose cause came last": (ANSWER, turns(order(1, AVA, WARN, CYL), last=1), "due", 0),
    "a warning and an unseen act": (NAMING, turns(order(1, AVA, SPY, CYL)), "never_due", 2),
    "a warning to name, and silence": (NAMING, turns(order(1, AVA, CUT, CYL)), "not_kept", 2),
    "a warning to name, and a blow": (NAMING, turns(order(1, AVA, CUT, CYL), order(2, CYL, CUT, AVA)), "not_kept", 2),
    "a warning to name, and words": (
        NAMING,
        turns(order(1, AVA, CUT, CYL), order(2, CYL, ("support", "words"), AVA)),
        "kept",
        2,
    ),
    "a plan carried out": (PLANS, turns(order(2, AVA, WARN, CYL), order(2, AVA, TALK, DUN)), "kept", 2),
    "half of a plan": (PLANS, turns(order(2, AVA, WARN, CYL)), "not_kept", 2),
    "a plan in another turn": (PLANS, turns(order(3, AVA, WARN, CYL), order(3, AVA, TALK, DUN)), "not_kept", 2),
    "an accord in force": (PACT, turns(), "due", 0),
    "an accord that its sides ended": (replace(PACT, stops=4), turns(), "kept", 3),
    "an order that weakened an accord": (
        PACT,
        turns(order(3, DUN, CUT, AVA), entries=(weakened(3, DUN, -2000),)),
        "not_kept",
        3,
    ),
    "an order that strengthened an accord": (
        PACT,
        turns(order(3, DUN, CUT, AVA), entries=(weakened(3, DUN, 2000),)),
        "due",
        0,
    ),
    "an end that was undone": (
        replace(PACT, ends=True, until=2),
        turns(order(2, DUN, CUT, AVA), entries=(weakened(2, DUN, 1, "in_force"),)),
        "not_kept",
        2,
    ),
    "an offer on the table": (OFFERED, turns(), "due", 0),
    "an offer that was refused": (replace(OFFERED, stops=2), turns(), "never_due", 2),
}
LAST_TURNS = [
    (NO_FORCE, 2),
    (replace(NO_FORCE, stops=2), 1),
    (replace(NO_FORCE, stops=1), 0),
    (replace(PACT, stops=4), 3),
    (replace(NO_FORCE, stops=9), 2),
    (replace(OFFERED, stops=1), 2),
]
AT_THE_END = {
    "a promise that outlived the game": (replace(NO_FORCE, until=9), "kept", 3),
    "a promise of the last turn": (replace(NO_FORCE, since=4, until=5), "never_due", 3),
    "a plan for a turn that never came": (replace(PLANS, since=4, until=4), "never_due", 4),
    "an accord to the end": (PACT, "kept", 3),
    "an accord of the last turn": (replace(PACT, since=4), "never_due", 3),
    "an offer without an answer": (OFFERED, "never_due", 3),
    "a warning of the last turn": (replace(ANSWER, since=3, until=4), "never_due", 3),
}


@pytest.fixture(scope="module")
def rules() -> Setting:
    """The islet scenario, in which sanctions press and seats support each other in public."""
    spec = invented.spec()
    public = CodesSpec("010", 0, "", 0, 0, 0, 0)
    changed = {
        "sanction": {"deed": "pressing"},
        "listen_in": {"deed": "pressing"},
        "support": {"codes": public, "seats": (CYL, DUN)},
    }
    orders = tuple(replace(one, **changed.get(one.kind, {})) for one in spec.orders)  # type: ignore[arg-type]
    return compile_setting(replace(spec, orders=orders))


@pytest.mark.parametrize("case", CASES)
def test_a_word_is_judged_by_orders(rules: Setting, case: str) -> None:
    word, read, verdict, turn = CASES[case]
    fate = fate_of(rules, word, read, is_over=False)
    assert (fate.verdict, fate.turn) == (verdict, turn)


@pytest.mark.parametrize("case", AT_THE_END)
def test_the_end_of_the_game_settles_every_word(rules: Setting, case: str) -> None:
    word, verdict, turn = AT_THE_END[case]
    fate = fate_of(rules, word, turns(), is_over=True)
    assert (fate.verdict, fate.turn) == (verdict, turn)


def test_a_warning_whose_cause_came_in_the_last_turn_was_never_due(rules: Setting) -> None:
    read = turns(order(2, AVA, WARN, CYL), last=2)
    assert fate_of(rules, ANSWER, read, is_over=True).verdict == "never_due"


def test_a_breach_that_a_seat_did_not_notice_is_none_by_what_it_knew(rules: Setting) -> None:
    breach = replace(order(2, AVA, WARN, CYL), audience=(AVA, BOR))
    whole = turns(breach)
    seen = {seat: [replace(one, outcomes=known_outcomes(one.outcomes, seat)) for one in whole] for seat in (AVA, CYL)}
    assert fate_of(rules, NO_FORCE, whole, is_over=True).verdict == "not_kept"
    assert fate_of(rules, NO_FORCE, seen[AVA], is_over=True).verdict == "not_kept"
    assert fate_of(rules, NO_FORCE, seen[CYL], is_over=True).verdict == "kept"


@pytest.mark.parametrize(("word", "last"), LAST_TURNS)
def test_a_word_is_due_to_its_last_turn_or_until_it_stops(word: GivenWord, last: int) -> None:
    assert word.last == last

"""Contested acts: all see them, the author denies them, and others react as far as they disbelieve the denial."""

from dataclasses import replace

import pytest

from tests.engine.games import moved, turn, with_cells
from tests.engine.rules import cast
from tests.engine.rules.cast import BUZZ, SHOTS
from wargame.engine import Adjudication, Setting, World, compile_setting, known_outcomes, opening_world, perspective
from wargame.engine.previews.odds import rules_of


def compiled(visibility: str = "contested", denial: float = 0.5) -> Setting:
    """Compile the islet with force and warnings of this visibility, and with this weight of denial."""
    base = cast.spec()
    orders = tuple(replace(o, visibility=visibility) if o.kind in ("buzz", "warn") else o for o in base.orders)
    return compile_setting(replace(base, orders=orders, dials=(("denial", denial),)))


PUBLIC, CONTESTED = compiled("public"), compiled()


def friendly(setting: Setting) -> World:
    """Return a world in which Dun, though Ava's ally, has better relations with Cyl than with Ava, and Eas has not."""
    return with_cells(setting, opening_world(setting, 1), relation_DUN_CYL=82_000, relation_EAS_AVA=40_000)


def buzzed(setting: Setting) -> Adjudication:
    return turn(setting, {"CYL": (BUZZ,)}, world=friendly(setting))


def texts(result: Adjudication, *seats: str) -> set[str]:
    """Return the texts about the order that these seats read."""
    told = (outcome for seat in seats for outcome in known_outcomes(result.outcomes, seat))
    return {outcome.text for outcome in told if outcome.subject == "order"}


@pytest.mark.parametrize(
    ("variable", "who", "towards", "leaning"),
    [("tension", "DUN", "CYL", 20), ("relation", "AVA", "DUN", 20), ("relation", "AVA", "BOR", -18)],
)
def test_others_feel_it_less_the_better_they_stand_to_its_author(
    variable: str, who: str, towards: str, leaning: int
) -> None:
    public, denied = (moved(buzzed(s), "bystanders", variable)[who, towards] for s in (PUBLIC, CONTESTED))
    assert abs(public) >= 1_000
    assert denied == pytest.approx(public * (1 - 0.5 * (200 + leaning) / 400), abs=10)


def test_its_target_and_rivals_at_home_know_better() -> None:
    for rule, variable in (("impulse", "tension"), ("domestic", "resolve"), ("clock", "stimulus")):
        assert moved(buzzed(CONTESTED), rule, variable) == moved(buzzed(PUBLIC), rule, variable) != {}


def test_who_can_deny_an_act_stakes_less_on_it() -> None:
    public, denied = (moved(turn(s, {"AVA": (SHOTS,)}), "domestic", "stake")["AVA", ""] for s in (PUBLIC, CONTESTED))
    assert denied == public / 2 > 0


def test_with_denial_0_a_contested_act_has_the_effects_of_a_public_one() -> None:
    off = compiled(denial=0)
    assert [(e.variable, e.who, e.towards, e.delta) for e in buzzed(off).entries] == [
        (e.variable, e.who, e.towards, e.delta) for e in buzzed(PUBLIC).entries
    ]
    assert texts(buzzed(off), "AVA", "DUN") == {"Cyl buzzed Ava. Cyl denies it."}


def test_everybody_is_told_each_by_the_account_it_believes() -> None:
    result, whole = buzzed(CONTESTED), "Cyl buzzed Ava. Cyl denies it; Dun takes its word."
    assert texts(result, "AVA", "BOR", "CYL") == {whole}
    assert texts(result, "DUN") == {f"As Ava tells it, {whole}"}
    assert not any(outcome.accounts for outcome in known_outcomes(result.outcomes, "DUN"))
    (impulse,) = [entry for entry in result.entries if entry.rule == "impulse"]
    assert impulse.text.endswith(whole)


def test_a_public_act_is_not_denied() -> None:
    assert texts(buzzed(PUBLIC), "AVA", "DUN") == {"Cyl buzzed Ava."}


def test_a_partner_is_no_witness() -> None:
    alone, together = (turn(CONTESTED, {"CYL": (order,)}) for order in (BUZZ, cast.BUZZ_TOGETHER))
    assert texts(alone, "AVA") == {"Cyl buzzed Ava. Cyl denies it; Eas takes its word."}
    assert texts(together, "AVA") == {"Cyl buzzed Ava. Cyl denies it."}


def test_a_preview_says_who_would_take_ones_word() -> None:
    view = perspective(CONTESTED, friendly(CONTESTED), "CYL")
    (said,) = rules_of(view, CONTESTED.order("buzz"), BUZZ, 0, ())
    assert said.startswith("You would deny it: Dun would take your word.")
    assert not rules_of(perspective(PUBLIC, friendly(PUBLIC), "CYL"), PUBLIC.order("buzz"), BUZZ, 0, ())

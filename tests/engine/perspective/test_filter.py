"""In two worlds that differ only in its secrets, a seat sees, is offered, decides and previews the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.games import PLAIN_POLICIES, cells, sheets_of, turn, with_cells, worlds_of
from tests.engine.invented import SEATS, spec
from tests.scenarios.pack_games import setting_of
from tests.secrecy.pairs import alike, told_by_the_pack
from wargame.engine import (
    UNKNOWN,
    Order,
    Setting,
    UnknownSeat,
    World,
    choose,
    compile_setting,
    full_truth,
    known_entries,
    known_outcomes,
    opening_world,
    options,
    perspective,
    preview,
    problems,
)

ISLET = compile_setting(spec())
NINE = setting_of("nine-past-nine")
PAIRS = st.tuples(worlds_of(ISLET), worlds_of(ISLET), st.sampled_from(SEATS))


@pytest.mark.slow
@given(PAIRS)
@settings(max_examples=60)
def test_worlds_that_differ_in_secrets_only_look_the_same(pair: tuple[World, World, str]) -> None:
    world, other, seat = pair
    view, same = (perspective(ISLET, w, seat) for w in (world, alike(ISLET, world, other, seat)))
    assert cells(view.world) == cells(same.world)
    assert view.priors == same.priors
    assert told_by_the_pack(view) == told_by_the_pack(same)
    assert options(view) == options(same)


@pytest.mark.slow
@given(PAIRS, sheets_of(ISLET))
@settings(max_examples=60)
def test_a_sheet_meets_the_same_problems_whatever_is_hidden(
    pair: tuple[World, World, str], sheets: dict[str, tuple[Order, ...]]
) -> None:
    world, other, seat = pair
    views = [perspective(ISLET, w, seat) for w in (world, alike(ISLET, world, other, seat))]
    assert problems(views[0], sheets[seat]) == problems(views[1], sheets[seat])


@pytest.mark.slow
@given(PAIRS, st.sampled_from(PLAIN_POLICIES), st.integers(0, 2**62))
@settings(max_examples=60)
def test_a_scripted_seat_decides_the_same_whatever_is_hidden(
    pair: tuple[World, World, str], policy: str, seed: int
) -> None:
    world, other, seat = pair
    views = [perspective(ISLET, w, seat) for w in (world, alike(ISLET, world, other, seat))]
    assert choose(policy, views[0], seed) == choose(policy, views[1], seed)


@pytest.mark.slow
@given(PAIRS, sheets_of(ISLET), st.integers(0, 2**62))
@settings(max_examples=25)
def test_a_preview_is_the_same_whatever_is_hidden(
    pair: tuple[World, World, str], sheets: dict[str, tuple[Order, ...]], seed: int
) -> None:
    world, other, seat = pair
    sheet = sheets[seat] or (Order("sanction", "list", next(code for code in SEATS if code != seat)),)
    first, second = (
        preview(perspective(ISLET, w, seat), sheet, 0, seed, rollouts=8)
        for w in (world, alike(ISLET, world, other, seat))
    )
    assert first == second


@pytest.mark.slow
@given(worlds_of(NINE), worlds_of(NINE), st.sampled_from(NINE.seats), st.integers(0, 2**62))
@settings(max_examples=12)
def test_nine_past_nine_keeps_its_secrets_too(world: World, other: World, seat: str, seed: int) -> None:
    view, same = (perspective(NINE, w, seat) for w in (world, alike(NINE, world, other, seat)))
    assert cells(view.world) == cells(same.world)
    assert told_by_the_pack(view) == told_by_the_pack(same)
    assert options(view) == options(same)
    for policy in PLAIN_POLICIES:
        assert choose(policy, view, seed) == choose(policy, same, seed)
    for order in choose("empirical", view, seed).sheet[:1]:
        assert preview(view, (order,), 0, seed, rollouts=4) == preview(same, (order,), 0, seed, rollouts=4)


@pytest.mark.parametrize(
    ("subject", "seats"),
    [
        ("tension AVA CYL", set(SEATS)),
        ("approval CYL", set(SEATS)),
        ("readiness AVA", {"AVA"}),
        ("resolve BOR", {"BOR"}),
        ("points DUN", {"DUN"}),
        ("belief CYL astray", {"CYL"}),
        ("mark file", {"AVA"}),
        ("mark answered", set(SEATS)),
        ("strength bond", {"BOR", "DUN"}),
        ("fired boycott", {"AVA", "CYL"}),
        ("truth astray", set()),
    ],
)
def test_each_figure_is_masked_for_all_but_those_who_may_know_it(
    setting: Setting, subject: str, seats: set[str]
) -> None:
    world = opening_world(setting, 1)
    cell = setting.cell(subject)
    assert {seat for seat in SEATS if cells(perspective(setting, world, seat).world)[cell] != UNKNOWN} == seats


def test_what_is_asked_by_name_is_none_for_those_who_may_not_know_it(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), mark_file=3)
    views = {seat: perspective(setting, world, seat) for seat in SEATS}
    assert {seat: view.mark("file") for seat, view in views.items()} == {
        "AVA": 3,
        "BOR": None,
        "CYL": None,
        "DUN": None,
    }
    assert [view.in_force("bond") is None for view in views.values()] == [True, False, True, False]
    start = setting.incident("islet").start
    assert {stage.key for view in views.values() if (stage := view.stage("islet"))} == {start}


def test_private_talks_are_counted_between_their_two_sides_only(setting: Setting) -> None:
    world = turn(setting, {"CYL": (Order("sound_out", "quiet", "AVA"),)}).world
    talk = list(setting.names.classes).index("talk")
    seen = {seat: perspective(setting, world, seat).world.familiarity[2, talk, 0] for seat in SEATS}
    assert seen == {"AVA": 1, "BOR": UNKNOWN, "CYL": 1, "DUN": UNKNOWN}


def test_content_that_betrays_the_truth_is_shown_only_where_the_author_says_so(setting: Setting) -> None:
    lost = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    assert perspective(setting, lost, "AVA").cues == {"astray"}
    assert perspective(setting, lost, "BOR").cues == frozenset()


def test_the_white_cell_sees_everything(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    truth = full_truth(setting, world)
    assert cells(truth.world) == cells(world)
    assert truth.priors == (100.0,)
    assert truth.cues == {"astray"}


def test_a_seat_believes_what_its_own_figure_says(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), belief_BOR_astray=73_000)
    assert perspective(setting, world, "BOR").priors == (73.0,)
    assert perspective(setting, world, "AVA").priors == (50.0,)


def test_an_unknown_seat_is_refused_with_the_seats_there_are(setting: Setting) -> None:
    with pytest.raises(UnknownSeat, match="AVA, BOR, CYL, DUN"):
        perspective(setting, opening_world(setting, 1), "EAS")


def test_a_covert_order_stays_with_its_author_until_it_is_noticed(setting: Setting) -> None:
    listen = {"CYL": (Order("listen_in", "listen", "AVA"),)}
    for seed in range(20):
        result = turn(setting, listen, seed)
        told = next(outcome for outcome in result.outcomes if outcome.kind == "listen_in")
        knows = {seat for seat in SEATS if any(o.kind == "listen_in" for o in known_outcomes(result.outcomes, seat))}
        assert knows == (set(SEATS) if told.detected else {"CYL"})
        rows = {seat for seat in SEATS if any(e.kind == "listen_in" for e in known_entries(result.entries, seat))}
        assert rows <= knows


def test_no_reason_that_betrays_the_truth_reaches_a_seat(setting: Setting) -> None:
    told = [
        outcome
        for seed in range(30)
        for outcome in turn(setting, {"AVA": (Order("hail", "guard", "CYL"),)}, seed).outcomes
    ]
    assert any(reason.reveals for outcome in told for reason in outcome.reasons)
    for seat in SEATS:
        assert not any(reason.reveals for outcome in known_outcomes(told, seat) for reason in outcome.reasons)
        assert not any(outcome.seen for outcome in known_outcomes(told, seat))

"""Each rule family does what its sentence on the method page says."""

from dataclasses import replace

import pytest

from tests.engine import scenario
from tests.engine.games import cells, moved, rows_of, turn, with_cells
from wargame.engine import Order, Setting, compile_setting, opening_world
from wargame.engine.spec import EffectSpec, EndingSpec

FLARES, SHOTS = Order("warn", "flares", "CYL"), Order("warn", "shots", "CYL")


def test_the_target_feels_the_severity_of_an_act(setting: Setting) -> None:
    assert moved(turn(setting, {"AVA": (FLARES,)}), "impulse", "tension") == {("CYL", "AVA"): 15_000}


def test_a_conciliatory_act_lowers_tension(setting: Setting) -> None:
    result = turn(setting, {"BOR": (Order("sound_out", "quiet", "CYL"),)})
    assert moved(result, "impulse", "tension") == {("CYL", "BOR"): -4_000}


def test_an_act_shocks_less_the_more_often_it_was_seen(setting: Setting) -> None:
    felt = []
    for seen in range(4):
        world = with_cells(setting, opening_world(setting, 1))
        world.familiarity[0, setting.names.classes["force"], 2] = seen
        felt.append(moved(turn(setting, {"AVA": (FLARES,)}, world=world), "impulse", "tension")["CYL", "AVA"])
    assert felt == [15_000, 4_043, 1_978, 1_597]


def test_with_habituation_off_every_act_shocks_like_the_first() -> None:
    off = compile_setting(scenario.without("habituation_span"))
    world = opening_world(off, 1)
    world.familiarity[0, off.names.classes["force"], 2] = 9
    assert moved(turn(off, {"AVA": (FLARES,)}, world=world), "impulse", "tension") == {("CYL", "AVA"): 15_000}


def test_with_the_threshold_of_force_off_nothing_counts_as_force() -> None:
    off = compile_setting(scenario.without("force_from"))
    result = turn(off, {"AVA": (SHOTS,)})
    assert not moved(result, "bystanders", "tension")
    assert not moved(result, "domestic", "resolve")


def test_noticed_acts_are_counted_by_class_and_target(setting: Setting) -> None:
    world = turn(setting, {"AVA": (FLARES, FLARES)}).world
    assert world.familiarity[0, setting.names.classes["force"], 2] == 2
    assert world.familiarity.sum() == 2


def test_an_unnoticed_act_is_neither_counted_nor_kept(setting: Setting) -> None:
    listen = {"CYL": (Order("listen_in", "", "AVA"),)}
    results = [turn(setting, listen, seed) for seed in range(30)]
    assert {bool(result.outcomes[0].detected) for result in results} == {True, False}
    for result in results:
        assert result.world.familiarity.sum() == int(result.outcomes[0].detected)


def test_the_most_hostile_noticed_act_is_kept_for_one_turn(setting: Setting) -> None:
    first = turn(setting, {"AVA": (Order("hail", "guard", "CYL"), FLARES)}).world
    assert first.stimulus[0, 2] == 7
    assert turn(setting, {}, world=first).world.stimulus.sum() == 0


def test_a_partner_is_blamed_at_a_share(setting: Setting) -> None:
    result = turn(setting, {"CYL": (Order("press_on", "", "AVA", "EAS"),)})
    assert moved(result, "bystanders", "tension")["AVA", "EAS"] == 6_000


def test_allies_of_the_target_feel_a_share_by_alignment(setting: Setting) -> None:
    result = turn(setting, {"CYL": (Order("press_on", "", "AVA"),)})
    share = 12 * 307 / 1024 * 0.62  # severity, ally share, relation of Dun to Ava
    assert moved(result, "bystanders", "tension")["DUN", "CYL"] == pytest.approx(share * 1000, abs=5)


def test_an_ally_without_sympathy_stays_calm(setting: Setting) -> None:
    cool = with_cells(setting, opening_world(setting, 1), relation_DUN_AVA=-5_000)
    assert not moved(turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}, world=cool), "bystanders", "tension")


def test_a_pact_out_of_force_binds_nobody(setting: Setting) -> None:
    loose = with_cells(setting, opening_world(setting, 1), in_force_pact=0)
    assert not moved(turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}, world=loose), "bystanders", "tension")


def test_force_at_a_claimed_place_divides_the_claimants_both_ways(setting: Setting) -> None:
    result = turn(setting, {"AVA": (FLARES,)})
    assert moved(result, "bystanders", "tension") == {("BOR", "AVA"): 7_500, ("AVA", "BOR"): 7_500}


def test_an_intruder_without_a_claim_divides_nobody(setting: Setting) -> None:
    result = turn(setting, {"CYL": (Order("press_on", "", "BOR"),)})
    assert ("AVA", "BOR") not in moved(result, "bystanders", "tension")


@pytest.mark.parametrize(("sheet", "strength", "standing"), [
    ((Order("support", "words", "AVA"),), 3_000, 1_000),
    ((), -1_500, -1_000),
])  # fmt: skip
def test_support_strengthens_and_silence_weakens_a_consulting_ally(
    setting: Setting, sheet: tuple[Order, ...], strength: int, standing: int
) -> None:
    after_force = turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}).world
    result = turn(setting, {"DUN": sheet}, world=after_force)
    assert sum(entry.delta for entry in rows_of(result, "alliances") if entry.variable == "strength") == strength
    assert moved(result, "alliances", "standing") == {("DUN", ""): standing}


def test_without_force_nobody_is_expected_to_consult(setting: Setting) -> None:
    assert not rows_of(turn(setting, {}), "alliances")


def test_committing_in_public_raises_the_stake_and_firmness_pleases(setting: Setting) -> None:
    result = turn(setting, {"AVA": (SHOTS,)})
    assert moved(result, "domestic", "stake") == {("AVA", ""): 8_000}
    assert moved(result, "domestic", "approval") == {("AVA", ""): 1_500}


def test_backing_down_costs_a_share_of_the_stake_by_openness(setting: Setting) -> None:
    staked = with_cells(setting, opening_world(setting, 1), stake_CYL=50_000)
    result = turn(setting, {"CYL": (Order("turn_away"),)}, world=staked)
    assert moved(result, "domestic", "stake") == {("CYL", ""): -50_000}
    assert moved(result, "domestic", "approval")["CYL", ""] == pytest.approx(-50_000 * 0.3 * 0.3, abs=20)


def test_force_meets_resolve(setting: Setting) -> None:
    assert moved(turn(setting, {"AVA": (FLARES,)}), "domestic", "resolve") == {("CYL", ""): 1_494}
    assert not moved(turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}), "domestic", "resolve")


def test_a_state_rallies_when_an_incident_turns_hostile(setting: Setting) -> None:
    for seed in range(40):
        result = turn(setting, {}, seed)
        rallied = moved(result, "domestic", "approval").get(("AVA", ""), 0)
        assert rallied == (1_400 if result.world.incident[0, 1] == 3 else 0)


def test_coercion_hurts_by_exposure_and_the_sender_less(setting: Setting) -> None:
    result = turn(setting, {"BOR": (Order("sanction", "list", "AVA"),)})
    hurt = moved(result, "economy", "economy")
    assert hurt["AVA", ""] == pytest.approx(-30_000 * 0.03, abs=30)
    assert hurt["BOR", ""] == pytest.approx(-25_000 * 0.01, abs=10)


def test_half_of_the_excess_tension_is_gone_after_a_day() -> None:
    spec = replace(scenario.spec(), turns=tuple(replace(t, minutes=1440) for t in scenario.spec().turns))
    setting = compile_setting(spec)
    world = with_cells(setting, opening_world(setting, 1), tension_DUN_CYL=75_000)
    result = turn(setting, {}, world=world)
    assert result.world.tension[3, 2] == pytest.approx(55_000, abs=5)
    assert moved(result, "drift", "relation")["DUN", "CYL"] < -700


def test_with_no_orders_a_world_at_rest_stays_at_rest_for_two_years() -> None:
    base = scenario.spec()
    month = replace(base.turns[0], minutes=30 * 1440)
    turns = tuple(replace(month, number=number) for number in range(1, 25))
    setting = compile_setting(still(replace(base, turns=turns, injects=())))
    world = opening_world(setting, 1)
    before = world.relation.copy()
    for seed in range(24):
        world = turn(setting, {}, seed, world).world
    assert abs(world.relation - before).max() < 5_000


def still(spec: scenario.ScenarioSpec) -> scenario.ScenarioSpec:
    """The scenario with an incident in which nothing ever happens."""
    stage = replace(spec.incidents[0].stages[3], key="near")
    return replace(
        spec,
        incidents=(replace(spec.incidents[0], stages=(stage,)),),
        endings=(EndingSpec("rest", "Rest"),),
        objectives=tuple(replace(aim, modifiers=()) for aim in spec.objectives),
        orders=tuple(replace(order, odds=None) for order in spec.orders),
        leanings=(),
        cues=(),
    )


def test_a_scale_ends_where_it_ends_and_the_clamp_is_an_entry(setting: Setting) -> None:
    tense = with_cells(setting, opening_world(setting, 1), tension_CYL_AVA=95_000)
    result = turn(setting, {"AVA": (FLARES, FLARES)}, world=tense)
    assert result.world.tension[2, 0] == 100_000
    (clamp,) = [entry for entry in rows_of(result, "clamp") if entry.who == "CYL"]
    assert clamp.delta < 0
    assert clamp.after == 100_000


def test_a_scheduled_inject_happens_once_in_its_turn(setting: Setting) -> None:
    world, fired = opening_world(setting, 1), []
    for _ in range(3):
        result = turn(setting, {}, world=world)
        fired.append([outcome.name for outcome in result.outcomes if outcome.subject == "inject"])
        world = result.world
    assert fired == [[], ["poll"], []]
    assert world.fired[0] == 2


def test_a_conditional_inject_is_judged_at_the_end_of_the_turn(setting: Setting) -> None:
    calm = with_cells(setting, opening_world(setting, 1), tension_AVA_CYL=35_000)
    sheets = {"CYL": (Order("press_on", "", "AVA"),)}
    due = [turn(setting, sheets, seed, calm) for seed in range(60)]
    happened = [result for result in due if result.world.fired[1]]
    assert 15 <= len(happened) <= 45
    assert {entry.audience for entry in rows_of(happened[0], "inject")} == {("AVA", "CYL")}
    assert not any(
        turn(setting, {}, seed, with_cells(setting, calm, tension_AVA_CYL=0)).world.fired[1] for seed in range(20)
    )


def test_an_immediate_ending_comes_at_once_and_others_after_the_last_turn(setting: Setting) -> None:
    hit = with_cells(setting, opening_world(setting, 1))
    hit.incident[0] = (3, 4, 0)
    assert turn(setting, {}, world=hit).world.clock.tolist() == [2, 1]
    last = with_cells(setting, opening_world(setting, 1), turn=6)
    assert turn(setting, {}, world=last).world.clock[1] in (3, 4)
    assert turn(setting, {}).world.clock.tolist() == [2, 0]


def test_an_effect_reads_the_world_at_the_start_of_the_turn() -> None:
    first = EffectSpec("mark", 1, name="answered")
    second = EffectSpec("approval", 9, "actor", when=("mark answered",))
    orders = scenario.orders()
    spec = replace(scenario.spec(), orders=(orders[0], replace(orders[1], effects=(first, second)), *orders[2:]))
    setting = compile_setting(spec)
    once = turn(setting, {"AVA": (FLARES, FLARES)})
    assert ("AVA", "") not in moved(once, "direct effect", "approval")
    assert moved(turn(setting, {"AVA": (FLARES,)}, world=once.world), "direct effect", "approval") == {
        ("AVA", ""): 9_000
    }


@pytest.mark.parametrize(("dial", "rules"), [
    ("impulse", {"impulse"}),
    ("partner_share", {"bystanders"}),
    ("ally_share", {"bystanders"}),
    ("quarrel", {"bystanders"}),
    ("support", {"alliances"}),
    ("silence", {"alliances"}),
    ("reputation", {"alliances"}),
    ("rally", {"domestic"}),
    ("commitment", {"domestic"}),
    ("firmness", {"domestic"}),
    ("spiral", {"domestic"}),
    ("audience_cost", {"domestic"}),
    ("coercion_target", {"economy"}),
    ("coercion_sender", {"economy"}),
    ("tension_decay", {"drift"}),
    ("leak", {"drift"}),
    ("relation_return", {"drift"}),
    ("approval_return", {"drift"}),
    ("balance", {"drift"}),
])  # fmt: skip
def test_a_mechanism_switched_off_changes_only_its_own_entries(dial: str, rules: set[str]) -> None:
    base = scenario.spec()
    slow = replace(base, turns=tuple(replace(turn, minutes=14_400) for turn in base.turns))
    setting, off = compile_setting(slow), compile_setting(replace(slow, dials=((dial, 0.0),)))
    sheets = {
        "AVA": (SHOTS, Order("sound_out", "quiet", "CYL")),
        "BOR": (Order("sanction", "list", "AVA"),),
        "CYL": (Order("press_on", "", "AVA", "EAS"), Order("turn_away")),
        "DUN": (Order("support", "words", "AVA"),),
    }
    world = with_cells(
        setting, opening_world(setting, 3), tension_DUN_CYL=60_000, relation_AVA_DUN=30_000, stake_CYL=40_000,
        approval_BOR=70_000, stimulus_CYL_BOR=12, stimulus_CYL_AVA=12, stimulus_CYL_DUN=12,
    )  # fmt: skip
    world.incident[0] = (0, 1, 0)
    seed = next(s for s in range(99) if turn(setting, sheets, s, world).world.incident[0, 1] == 3)
    on_rows, off_rows = ([key(entry) for entry in turn(one, sheets, seed, world).entries] for one in (setting, off))
    changed = {row[0] for row in set(on_rows) ^ set(off_rows)} - {"inject"}
    assert changed == rules


def key(entry: object) -> tuple[object, ...]:
    """An entry without the running totals that other entries of the same cell move."""
    fields = ("rule", "variable", "who", "towards", "name", "delta", "cause", "rule")
    return tuple(getattr(entry, field) for field in fields)


def test_without_accidents_no_accident_happens() -> None:
    off = compile_setting(scenario.without("accidents"))
    inside = opening_world(off, 1)
    inside.incident[0] = (1, 3, 0)
    outcomes = [turn(off, {"AVA": (SHOTS,)}, seed, inside).outcomes[-1] for seed in range(200)]
    assert not any(outcome.result == "lost" for outcome in outcomes)
    assert not any(option.accident for outcome in outcomes for option in outcome.options)


def test_a_world_that_has_ended_is_not_played_on(setting: Setting) -> None:
    ended = with_cells(setting, opening_world(setting, 1))
    ended.clock[1] = 2
    with pytest.raises(ValueError, match="has ended"):
        turn(setting, {}, world=ended)
    assert cells(ended)[1] == 2


def test_the_ledger_has_room_for_the_busiest_turn() -> None:
    wide = tuple(EffectSpec("tension", 0.1, "all", "all") for _ in range(20))
    orders = scenario.orders()
    sound_out = replace(orders[5], effects=wide, levels=(replace(orders[5].levels[0], cost=0),))
    spec = replace(scenario.spec(), orders=(*orders[:5], sound_out, *orders[6:]))
    setting = compile_setting(spec)
    sheets = {seat: (Order("sound_out", "", "DUN" if seat == "CYL" else "CYL"),) * 8 for seat in scenario.SEATS}
    entries = turn(setting, sheets).entries
    assert 4 * 8 * 20 * 20 < len(entries) <= setting.most_rows


def test_an_inject_may_ask_what_was_ordered_and_what_worked() -> None:
    asks = ("ordered AVA warn flares at CYL", "worked any warn", "tagged CYL pressing")
    inject = scenario.InjectSpec("uproar", "An uproar", asks)
    setting = compile_setting(replace(scenario.spec(), injects=(*scenario.spec().injects, inject)))
    sheets = {"AVA": (FLARES,), "CYL": (Order("press_on", "", "AVA"),)}
    assert turn(setting, sheets).world.fired[2] == 1
    assert turn(setting, {"AVA": (FLARES,)}).world.fired[2] == 0

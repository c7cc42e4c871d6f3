"""List Four as a game: what orders can and cannot do, what each seat reads, and rehearsals."""

import pytest

from scenarios import opening
from scenarios.moments import moment_order
from tests.playthroughs.goldens import stages_of
from tests.scenarios.pack_games import Plan, pack_of, play, setting_of
from tests.scenarios.rehearsed import rehearsed
from wargame.engine import Order, Rehearsal, opening_world, perspective, problems

SLUG = "list-four"
GAMES = 2000


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return rehearsed(setting_of(SLUG), GAMES)


def test_no_list_is_put_into_force_that_was_not_published() -> None:
    world = opening_world(setting_of(SLUG), 1)
    view = perspective(setting_of(SLUG), world, "USA")
    assert problems(view, (Order("tax_us_one", "at-25", "CHN"),))
    assert not problems(view, (Order("publish_list", "list", "CHN"),))


def test_restraint_keeps_every_list_out_of_force() -> None:
    """Two governments that wait tax nothing, and neither is called the one who began."""
    waiting: Plan = [[Order("wait", "hold")]] * 8
    worlds = play(SLUG, 3, {"USA": waiting, "CHN": waiting})
    assert not worlds[-1].rate.any()


def test_a_protocol_that_both_signed_counts_as_an_offer_of_soya() -> None:
    waiting: Plan = [[Order("wait", "hold")]] * 8
    setting, world = setting_of(SLUG), play(SLUG, 3, {"RUS": waiting})[1]
    signed = world.in_force.copy()
    signed[setting.names.agreements["soya_protocol"]] = 1
    opening_the_market = (Order("russian_soya", "regions", "RUS"),)
    assert problems(perspective(setting, world, "CHN"), opening_the_market), "Moscow has offered nothing"
    assert not problems(perspective(setting, world._replace(in_force=signed), "CHN"), opening_the_market)


@pytest.mark.slow
def test_nobody_writes_a_text_while_no_list_is_published() -> None:
    """Washington offers terms in every turn and publishes nothing; Beijing answers."""
    offers: Plan = [[Order("offer_terms", "rules", "CHN")]] * 8
    answers: Plan = [[Order("answer_terms", "rules", "USA")]] * 8
    for seed in range(6):
        last = play(SLUG, seed, {"USA": offers, "CHN": answers})[-1]
        assert stages_of(setting_of(SLUG), last)["talks"] in {"apart", "truce"}, seed


@pytest.mark.slow
def test_japan_controls_exports_only_by_its_own_order() -> None:
    waiting: Plan = [[Order("wait", "hold")]] * 8
    for seed in range(6):
        for world in play(SLUG, seed, {"JPN": waiting}):
            assert stages_of(setting_of(SLUG), world)["east"] in {"quiet", "ruling", "settled"}, seed


def test_first_reports_tell_each_seat_what_it_believes_of_hidden_facts() -> None:
    """Each seat reads one of two reports on each hidden fact that it has a hint about, except the law."""
    for seed in range(8):
        world = opening_world(setting_of(SLUG), seed)
        for code, hinted in {"USA": 4, "CHN": 4, "JPN": 2, "KOR": 3, "RUS": 2}.items():
            read = opening.briefing(pack_of(SLUG), perspective(setting_of(SLUG), world, code), 1)
            told = [report for report in read.reports if any("belief" in clause for clause in report.when)]
            assert len(told) == hinted, (seed, code)


@pytest.mark.slow
def test_every_turn_says_what_it_decides_for_every_seat() -> None:
    for seed in range(4):
        for world in play(SLUG, seed)[:-1]:
            for code in setting_of(SLUG).seats:
                view = perspective(setting_of(SLUG), world, code)
                assert opening.briefing(pack_of(SLUG), view, view.turn).at_stake, (seed, code, view.turn)


@pytest.mark.slow
def test_no_text_contradicts_the_world_that_it_is_shown_in(rehearsal: Rehearsal) -> None:
    asserting = setting_of(SLUG).spec.assertions
    assert len(asserting) > 300
    assert [str(trouble) for trouble in rehearsal.contradicted] == []
    assert len(rehearsal.shown) > 0.9 * len(asserting)


@pytest.mark.slow
def test_rehearsals_reach_everything_and_no_ending_is_sure(rehearsal: Rehearsal) -> None:
    spec = pack_of(SLUG).rules
    assert not rehearsal.troubles
    assert set(rehearsal.endings) == {ending.key for ending in spec.endings}
    assert set(rehearsal.stages) == {(i.key, stage.key) for i in spec.incidents for stage in i.stages}
    assert set(rehearsal.injects) == {inject.key for inject in spec.injects}
    assert {kind for _, kind, _ in rehearsal.chosen} == {order.kind for order in spec.orders}
    assert max(rehearsal.endings.values()) <= 0.5 * GAMES, rehearsal.endings


def test_what_happens_in_several_turns_has_a_time_in_each_of_them() -> None:
    """An inject is read after the turn in which it happened, so its time lies in that turn and not in the record's."""
    pack = pack_of(SLUG)
    turns, windows = pack.rules.turns, {inject.key: inject.turns for inject in pack.rules.injects}
    strange = [
        (text.inject, turn.number, time)
        for text in pack.texts.injects
        for turn in turns[windows[text.inject][0] - 1 : windows[text.inject][1]]
        for time in [text.happened_in(turn.number).time]
        if not moment_order(turn.starts_at) <= moment_order(time) <= moment_order(turn.ends_at)
    ]
    assert strange == []


def test_a_split_allows_seoul_no_more_than_anything_else_leaves() -> None:
    """Else the aim rises in the turn of the split, when another grievance ends at the same time."""
    aim = next(each for each in setting_of(SLUG).spec.objectives if (each.seat, each.key) == ("KOR", "neither"))
    split, rule = "stage tech = split", "mark kor_excludes >= 1"
    losses = {each.when: each.add for each in aim.modifiers if each.add < 0}
    caps = {each.when: each.most for each in aim.caps}
    assert caps[(split,)] <= aim.base + sum(losses.values()) - losses[(split,)]
    assert caps[(split, rule)] <= aim.base + sum(losses.values()) - losses[(rule,)]


@pytest.mark.parametrize(
    ("cut", "tax"),
    [
        ("cut_us_three", "tax_us_four_a"),
        ("cut_us_three", "tax_us_four_b"),
        ("cut_us_four_a", "tax_us_three"),
        ("cut_us_four_a", "raise_us_three"),
        ("cut_us_four_a", "tax_us_four_b"),
    ],
)
def test_washington_takes_no_rate_down_in_the_turn_of_a_new_list(cut: str, tax: str) -> None:
    pairs = {frozenset((each.first, each.second)) for each in setting_of(SLUG).spec.contradictions}
    assert {cut, tax} in pairs


def test_no_small_deal_is_signed_in_the_turn_of_a_new_list() -> None:
    talks = next(each for each in setting_of(SLUG).spec.incidents if each.key == "talks")
    mini = next(each for each in talks.stages if each.key == "mini")
    signed = next(each for each in mini.transitions if each.to == "signed")
    gains = [each for each in signed.modifiers if each.add > 0 and "ordered USA sign_usa" not in each.when]
    best = signed.weight + sum(each.add for each in gains)
    new_list = [each.add for each in signed.modifiers if any("ordered USA tax_us_four_a" in one for one in each.when)]
    assert best + sum(new_list) <= 0


def test_nobody_reads_that_there_is_no_draft_beside_a_small_deal() -> None:
    (report,) = [each for each in pack_of(SLUG).texts.reports if each.title == "No draft so far"]
    assert report.when == ("stage talks = apart or stage talks = truce",)


@pytest.mark.parametrize(
    ("kind", "words"), [("ship_chips", "decided on"), ("cut_off", "cut a Chinese firm off")], ids=["chips", "firms"]
)
def test_a_deed_that_a_state_repeats_each_turn_reads_well_again(kind: str, words: str) -> None:
    """Nobody cuts one firm off four times, and "decided on its deliveries" says nothing of the decision."""
    assert words not in setting_of(SLUG).order(kind).says


@pytest.mark.parametrize("kind", ["answer_terms", "tax_chn_three"])
def test_no_help_begins_with_what_speaks_against_the_order(kind: str) -> None:
    """Advisers give it as their reason."""
    spec = setting_of(SLUG).order(kind)
    reasons = [level.help or spec.help for level in spec.levels]
    assert not [each for each in reasons if each.startswith(("Purchases cost", "You import too little"))]

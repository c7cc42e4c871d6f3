"""The Invitation as a game: its end is open, and historical seats come close to the summer of 2018."""

from collections import Counter

import pytest

from tests.playthroughs.goldens import stages_of
from tests.scenarios.pack_games import Plan, ending_of, pack_of, played, setting_of
from tests.scenarios.rehearsed import rehearsed
from wargame.engine import Order, Rehearsal, World, adjudicate, opening_worlds, perspective, playouts, problems

SLUG = "the-invitation"
TURNS = 6
RECORDED = 60
GAMES = 2000
"""So many that a share of 1 % is known to 0.2 points, one of 70 % to 1."""


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return rehearsed(setting_of(SLUG), GAMES)


@pytest.fixture(scope="module")
def recorded() -> list[World]:
    """Games in which every seat keeps to the record."""
    setting, seeds = setting_of(SLUG), range(RECORDED)
    policies = dict.fromkeys(setting.seats, "historical")
    rows = playouts(setting, opening_worlds(setting, seeds), [{}] * RECORDED, seeds, policies).rows
    return [setting.world(row) for row in rows]


@pytest.mark.slow
def test_the_record_ends_as_history_did_in_two_of_five_games(recorded: list[World]) -> None:
    ends = Counter(ending_of(SLUG, world) for world in recorded)
    assert ends["partners"] >= 0.4 * RECORDED, ends


@pytest.mark.slow
@pytest.mark.parametrize(
    ("incident", "history"),
    [
        ("guest", {"joint", "beside"}),
        ("number", {"large", "doubted"}),
        ("islands", {"left_out", "closer"}),
        ("west", {"calm", "waiting", "alarm"}),
        ("steppe", {"units", "leaning"}),
    ],
)
def test_each_matter_of_the_record_mostly_comes_to_where_it_was(
    recorded: list[World], incident: str, history: set[str]
) -> None:
    """A Chinese brigade and Mongolian units at Tsugol, the islands left out, the large number out, and
    no exercise of the West in answer; whether it was alarmed is the least certain.
    """
    stages = Counter(stages_of(setting_of(SLUG), world)[incident] for world in recorded)
    assert sum(stages[stage] for stage in history) > RECORDED / 2, stages


def marks_in(world: World) -> dict[str, int]:
    setting = setting_of(SLUG)
    return {key: int(world.mark[place]) for key, place in setting.names.marks.items()}


def test_the_record_says_who_took_part_and_who_observed(recorded: list[World]) -> None:
    """In all games the attachés of the West watch and no Japanese officer does, Beijing and Ulaanbaatar have been
    asked, both lists of tariffs are in force and Tokyo has been offered a treaty. Chinese troops come in at least
    three of four games, and Mongolian units too, since that is left to what happens on the way.
    """
    told = [marks_in(world) for world in recorded]
    assert {one["usa_seats"] for one in told} == {1}
    assert {one["jpn_seats"] for one in told} == {0}
    for mark in ("invited", "mng_invited", "islands_promised", "treaty_offered", "calm_said"):
        assert all(one[mark] for one in told), mark
    assert {one["trade_hit"] for one in told} == {2}
    stages = [stages_of(setting_of(SLUG), world) for world in recorded]
    assert sum(one["guest"] in {"joint", "beside", "late"} for one in stages) >= 0.75 * RECORDED
    assert sum(one["steppe"] in {"units", "leaning"} for one in stages) >= 0.75 * RECORDED
    assert sum(one["number"] in {"large", "doubted"} for one in stages) >= 0.95 * RECORDED


@pytest.mark.slow
def test_no_text_contradicts_the_world_that_it_is_shown_in(rehearsal: Rehearsal) -> None:
    """Every situation, report and message with a condition says what it claims of the world, and others do too."""
    asserting = setting_of(SLUG).spec.assertions
    assert len(asserting) > 200
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
    assert max(rehearsal.endings.values()) <= 0.7 * GAMES, rehearsal.endings
    assert 0 < rehearsal.endings["encounter"] < 0.02 * GAMES


def test_an_invitation_is_no_act_of_force() -> None:
    """Plans, letters, answers and words about drills are coded as what they are, so nobody answers them with force."""
    kinds = {order.kind: order for order in pack_of(SLUG).rules.orders}
    invited = "set_plan invite_china invite_mongolia accept mng_answer"
    for kind in f"{invited} regular_drills chn_regular support_mongolia own_exercise".split():
        assert kinds[kind].codes.mid_hostility == 1, kind
        assert kinds[kind].codes.mid_action == 0, kind


@pytest.mark.slow
@pytest.mark.parametrize("level", ["units", "staff"])
def test_what_mongolia_answers_is_what_mongolia_does(level: str) -> None:
    setting, asked = setting_of(SLUG), 0
    for seed, worlds in enumerate(played(SLUG, range(RECORDED), policy="hold")):
        mark = worlds[1].mark.copy()
        mark[setting.names.marks["mng_invited"]] = 1
        invited = worlds[1]._replace(mark=mark)
        if stages_of(setting, invited)["steppe"] != "weighing":
            continue
        asked += 1
        after = adjudicate(setting, invited, {"MNG": (Order("mng_answer", level, "RUS"),)}, seed).world
        assert stages_of(setting, after)["steppe"] == level
    assert asked > RECORDED // 2


@pytest.mark.slow
def test_nobody_answers_an_invitation_for_a_seat() -> None:
    """Beijing and Ulaanbaatar give no orders: no draw answers for them, and in September they stay away."""
    silent: dict[str, Plan] = {seat: [[]] * TURNS for seat in ("CHN", "MNG")}
    games = played(SLUG, range(RECORDED), silent)
    ends = [stages_of(setting_of(SLUG), worlds[-1]) for worlds in games]
    assert {one["guest"] for one in ends} == {"absent"}
    assert {one["steppe"] for one in ends} == {"aside"}
    july = [stages_of(setting_of(SLUG), worlds[4])["guest"] for worlds in games]
    assert set(july) == {"asked"}


@pytest.mark.slow
def test_nobody_replies_to_an_offer_that_has_not_come() -> None:
    setting = setting_of(SLUG)
    worlds = played(SLUG, [0], {"RUS": [[]] * TURNS})[0]
    refused = [
        problems(perspective(setting, world, "JPN"), (Order("treaty_reply", "talk", "RUS"),)) for world in worlds
    ]
    assert "Moscow has offered no treaty so far." in str(refused[4])


@pytest.mark.slow
def test_only_moscow_can_break_its_promise_about_the_islands() -> None:
    """Words are judged by orders: a promise that a draw breaks would be called kept."""
    setting, broken = setting_of(SLUG), 0
    place = setting.names.agreements["island_promise"]
    for seed, worlds in enumerate(played(SLUG, range(RECORDED), policy="hold")):
        world = worlds[3]
        if world.clock[1] or stages_of(setting, world)["islands"] != "open":
            continue
        in_force, strength = world.in_force.copy(), world.strength.copy()
        in_force[place], strength[place] = 1, strength.max()
        promised = world._replace(in_force=in_force, strength=strength)
        kept = adjudicate(setting, promised, {}, seed)
        assert stages_of(setting, kept.world)["islands"] != "included"
        drill = adjudicate(setting, promised, {"RUS": (Order("drill_islands", "drill", "JPN"),)}, seed)
        weakened = [one for one in drill.ledger if (one.variable, one.name) == ("strength", "island_promise")]
        broken += bool(weakened) and weakened[0].cause.startswith("order:RUS")
    assert broken >= RECORDED // 4

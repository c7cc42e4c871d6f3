"""Orders on offer to a seat, and the problems of an invalid sheet."""

import pytest

from tests.engine.games import turn, with_cells
from wargame.engine import Order, Perspective, Setting, cost, opening_world, options, perspective, problems


@pytest.fixture
def ava(setting: Setting) -> Perspective:
    return perspective(setting, opening_world(setting, 1), "AVA")


def at_turn(setting: Setting, number: int, seat: str) -> Perspective:
    return perspective(setting, with_cells(setting, opening_world(setting, 1), turn=number), seat)


def codes(view: Perspective, *sheet: Order) -> list[tuple[str, int]]:
    return [(problem.code, problem.slot) for problem in problems(view, sheet)]


def test_a_seat_is_offered_its_own_kinds_in_the_order_of_the_pack(ava: Perspective) -> None:
    assert [option.kind for option in options(ava)] == ["hail", "warn", "sound_out", "listen_in", "sanction"]


def test_nobody_is_offered_itself(ava: Perspective) -> None:
    sanction = next(option for option in options(ava) if option.kind == "sanction")
    assert sanction.targets == ("BOR", "CYL", "DUN")


def test_levels_carry_cost_and_name(ava: Perspective) -> None:
    warn = next(option for option in options(ava) if option.kind == "warn")
    assert [(level.key, level.name, level.cost) for level in warn.levels] == [
        ("flares", "flares", 1),
        ("shots", "warning shots", 2),
    ]


def test_an_order_out_of_its_turns_says_so(setting: Setting) -> None:
    late = at_turn(setting, 6, "AVA")
    warn = next(option for option in options(late) if option.kind == "warn")
    assert (warn.is_available, warn.why_not) == (False, "Not after turn 5.")
    assert codes(late, Order("warn", "flares", "CYL")) == [("not_this_turn", 0)]


def test_an_unmet_need_is_told_in_the_words_of_the_pack(ava: Perspective) -> None:
    option = next(option for option in options(ava) if option.kind == "sound_out")
    assert (option.is_available, option.why_not) == (False, "Nobody would listen.")
    found = problems(ava, (Order("sound_out", "quiet", "CYL"),))
    assert [(problem.code, problem.message) for problem in found] == [
        ("not_possible", "Sound out a rival: Nobody would listen.")
    ]
    assert found[0].remedies[0].remove


def test_a_good_sheet_has_no_problem(ava: Perspective) -> None:
    sheet = (Order("hail", "guard", "CYL"), Order("warn", "shots", "CYL"), Order("sanction", "", "CYL"))
    assert problems(ava, sheet) == ()
    assert cost(ava, sheet) == 4


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (Order("teleport"), "unknown_kind"),
        (Order("press_on", "press", "AVA", "EAS"), "not_this_seat"),
        (Order("warn", "cannon", "CYL"), "unknown_level"),
        (Order("warn", "", "CYL"), "unknown_level"),
        (Order("warn", "flares", "DUN"), "unknown_target"),
        (Order("warn", "flares"), "unknown_target"),
        (Order("sanction", "list", "AVA"), "unknown_target"),
        (Order("warn", "flares", "CYL", "DUN"), "unknown_partner"),
    ],
)
def test_each_fault_of_an_order_has_its_code_and_a_remedy(ava: Perspective, order: Order, code: str) -> None:
    (problem,) = problems(ava, (order,))
    assert (problem.code, problem.slot) == (code, 0)
    assert problem.remedies
    assert all(remedy.slot == 0 and remedy.text for remedy in problem.remedies)


def test_an_order_with_a_partner_needs_one(setting: Setting) -> None:
    cyl = perspective(setting, opening_world(setting, 1), "CYL")
    assert codes(cyl, Order("press_on", "press", "AVA")) == [("unknown_partner", 0)]
    assert codes(cyl, Order("press_on", "press", "AVA", "EAS")) == []


def test_the_remedies_of_a_wrong_choice_are_choices_that_stand(ava: Perspective) -> None:
    (problem,) = problems(ava, (Order("warn", "cannon", "CYL"),))
    for remedy in problem.remedies:
        assert codes(ava, Order("warn", remedy.level, "CYL")) == []


def test_an_order_is_given_once_to_each_target(ava: Perspective) -> None:
    twice = Order("sanction", "list", "CYL")
    assert codes(ava, twice, twice) == [("duplicate", 1)]
    assert codes(ava, twice, Order("sanction", "list", "BOR")) == []


def test_an_unaffordable_sheet_names_every_saving_with_its_size(ava: Perspective) -> None:
    sheet = (Order("warn", "shots", "CYL"), Order("sanction", "list", "CYL"), Order("listen_in", "listen", "BOR"))
    (problem,) = problems(ava, sheet)
    assert (problem.code, problem.slot) == ("over_budget", -1)
    assert problem.message == "These orders cost 5 points and you have 4: save at least 1."
    assert [remedy.text for remedy in problem.remedies] == [
        "Remove Warn the intruder (saves 2)",
        "Stop Warn the intruder at flares (saves 1)",
        "Remove Restrict trade (saves 2)",
        "Remove Listen in (saves 1)",
    ]


def test_each_sufficient_saving_makes_the_sheet_legal(ava: Perspective) -> None:
    sheet = (Order("warn", "shots", "CYL"), Order("sanction", "list", "CYL"), Order("listen_in", "listen", "BOR"))
    for remedy in problems(ava, sheet)[0].remedies:
        kept = [order for slot, order in enumerate(sheet) if slot != remedy.slot]
        if not remedy.remove:
            kept.append(Order(sheet[remedy.slot].kind, remedy.level, sheet[remedy.slot].target))
        assert problems(ava, tuple(kept)) == ()


def test_a_sheet_holds_no_more_than_fits(ava: Perspective) -> None:
    assert ("too_many", -1) in codes(ava, *(Order("hail", "guard", "CYL") for _ in range(9)))


def test_what_is_legal_for_the_seat_is_carried_out_by_the_rules(setting: Setting, ava: Perspective) -> None:
    sheet = (Order("hail", "notice", "CYL"), Order("warn", "shots", "CYL"), Order("listen_in", "listen", "DUN"))
    assert problems(ava, sheet) == ()
    results = {told.result for told in turn(setting, {"AVA": sheet}).outcomes if told.subject == "order"}
    assert "refused" not in results

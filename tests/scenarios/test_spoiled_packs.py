"""Packs with one mistake each: every one is refused as a whole, with file, line, path and remedy."""

from pathlib import Path

import pytest

from scenarios.loader import load
from scenarios.models import Fact, Scenario
from scenarios.pack_faults import PackError
from tests.scenarios.editing import change

pytestmark = pytest.mark.django_db


ANOTHER_TEXT = (
    '  - {inject: leak, seats: [JPN], kind: news, source: Radio, time: "07:10", grade: C3, title: No, text: No.}\n'
)

SPOILED_PACKS: dict[str, tuple[str, str, str, str, str, str]] = {
    # name -> file, text, its replacement, path, a word of the message, a word of the remedy
    "unknown key": ("scenario", "turns: 3\n", "turns: 3\n  colour: red\n", "meta.colour", "not known", "spelling"),
    "unknown state": ("seats/KOR", "state: KOR", "state: KOP", "brief.state", "no state 'KOP'", "states.yaml"),
    "unknown fact": ("scenario", "[airspace-incident-2019,", "[airspace-incident-2091,", "facts.0", "no fact", "mean"),
    "unknown place": ("scenario", "focus: liancourt-rocks", "focus: dokdo", "meta.focus", "no place", "places.yaml"),
    "unknown sentence": (
        "scenario",
        "turns: 3\n",
        "turns: 3\n  plays: [{sentence: 99, decision: none}]\n",
        "meta.plays.0.sentence",
        "no sentence 99",
        "article.yaml",
    ),
    "wrong slug": ("scenario", "slug: small", "slug: other", "meta.slug", "the folder 'small'", "same name"),
    "no minutes": ("scenario", "minutes: [30, 45]", "minutes: [0, 45]", "meta.minutes.0", "too small", "5"),
    "too many turns": ("scenario", "  turns: 3", "  turns: 4", "meta.turns", "there are 3", "Write 3"),
    "window inside out": ("scenario", "west: 125", "west: 145", "map_window", "no inside", "below"),
    "seat twice": ("seats/JPN", "code: JPN", "code: KOR", "brief.code", "does not match its code", "seats/JPN.yaml"),
    "seat of no state": ("seats/JPN", "code: JPN", "code: USA", "brief.code", "does not match its code", "JPN"),
    "unknown key of an order": (
        "orders",
        "help: Ask",
        "cots: 1\n    help: Ask",
        "orders.1.cots",
        "not known",
        "spelling",
    ),
    "unknown key of an effect": (
        "orders",
        "amount: 1}",
        "amount: 1, size: 2}",
        ".effects.0.size",
        "not known",
        "spelling",
    ),
    "unknown base": ("orders", "base: demand", "base: shout", "orders.1.base", "no kind 'shout'", "catalogue"),
    "dangling mark": ("orders", "name: calls", "name: cals", "orders.1.levels.0.effects.0.name", "no mark", "calls"),
    "dangling target": ("orders", "seats: [KOR]", "seats: [KOR]\n    targets: [USA]", "orders.1.targets", "USA", "JPN"),
    "dangling seat of an order": ("orders", "seats: [KOR, JPN]", "seats: [USA]", "orders.0.seats", "USA", "JPN"),
    "stage without a way out": ("incidents", "to: gone", "to: here", ".stages.0", "no way out", "way out"),
    "stages that lead to each other only": (
        "incidents",
        "- {key: gone, name: Gone}",
        "- {key: gone, name: Gone, transitions: [{to: here, label: Back, weight: 1, says: Back.}]}",
        ".stages.0",
        "have no way out",
        "open_ended",
    ),
    "stage that nothing leads to": (
        "incidents",
        "- {key: gone, name: Gone}",
        "- {key: gone, name: Gone}\n      - {key: lost, name: Lost}",
        ".stages.2",
        "cannot be reached",
        "transition",
    ),
    "dangling order in a condition": (
        "incidents",
        "ordered KOR hail",
        "ordered KOR hale",
        ".modifiers.0",
        "hale",
        "hail",
    ),
    "condition of no form": ("incidents", "ordered KOR hail", "KOR hails", ".modifiers.0.when.0", "no clause", "turn"),
    "aim that nothing contradicts": (
        "seats/KOR",
        ", measures: The line.",
        "",
        "objectives.1",
        "what contradicts the aim line of KOR",
        "caps",
    ),
    "cap on a hidden figure": (
        "seats/KOR",
        "measures: The line.",
        'caps: [{most: 60, when: ["resolve JPN >= 10"], says: Tokyo is firm.}]',
        "objectives.1.caps.0.when",
        "KOR may not know: resolve JPN",
        "modifier",
    ),
    "weights": ("seats/KOR", "weight: 60", "weight: 70", "objectives", "add up to 110", "100"),
    "unknown mark in a text": (
        "seats/JPN",
        "when: [mark calls]",
        "when: [mark cals]",
        "messages.0.when.0",
        "mark",
        "calls",
    ),
    "unknown stage in what is at stake": (
        "seats/KOR",
        'turn: 2, when: ["stage flight = gone"], text: It left and',
        'turn: 2, when: ["stage flight = gome"], text: It left and',
        "at_stake.0.when.0",
        "gome",
        "gone",
    ),
    "turn beyond the last": (
        "seats/JPN",
        "key: jpn-m1, turn: 2",
        "key: jpn-m1, turn: 9",
        "messages.0.turn",
        "turn 9",
        "3",
    ),
    "key twice": ("seats/JPN", "key: jpn-2", "key: kor-2", "situations.1.key", "taken", "another"),
    "a text that may become wrong": (
        "seats/JPN",
        "turn: 2, timeless: yes",
        "turn: 2",
        "situations.1",
        "nothing holds this text",
        "timeless",
    ),
    "no situation": ("seats/JPN", "key: jpn-2, turn: 2", "key: jpn-2, turn: 3", "brief", "turn 2", "Write 'when'"),
    "no grade": ("msel", "grade: C3", "grade: X9", "texts.0.grade", "wrong form", "letter"),
    "text of no inject": ("msel", "- inject: leak", "- inject: lake", "texts.0.inject", "no inject 'lake'", "leak"),
    "text for no seat": ("msel", "seats: [KOR, JPN]", "seats: [KOR, JPM]", "texts.0.seats", "no seat JPM", "JPN"),
    "seat with two texts of an inject": (
        "msel",
        "texts:\n",
        f"texts:\n{ANOTHER_TEXT}",
        "texts.1.seats",
        "JPN has another text of 'leak'",
        "one text",
    ),
    "time of an inject in a turn without it": (
        "msel",
        "- inject: leak\n",
        '- inject: leak\n    times: [{turn: 9, time: "07:10"}]\n',
        "texts.0.times",
        "cannot happen in turn 9",
        "Write",
    ),
    "inject on an order by a turn": (
        "msel",
        'when: ["turn >= 2"]',
        'when: ["not ordered KOR hail by turn 2"]',
        "injects.0.when.0",
        "cannot be asked here",
        "mark",
    ),
    "outlet of no seat": (
        "wire",
        "reports: []",
        "outlets: [{key: x, name: X, seats: [JPM]}]",
        "outlets.0.seats",
        "no seat JPM",
        "JPN",
    ),
    "outlet twice": (
        "wire",
        "reports: []",
        "outlets: [{key: x, name: X}, {key: x, name: Y}]",
        "outlets.0.key",
        "two outlets",
        "own",
    ),
    "ending without page": ("record", "ending: quiet", "ending: gone", "endings", "'quiet' has no page", "endings"),
    "suggestion that cannot be given": (
        "seats/KOR",
        "turn: 1, kind: hail",
        "turn: 1, kind: hide",
        "suggestions.0.kind",
        "hide",
        "Use one of",
    ),
    "weight that could overflow": (
        "incidents",
        "weight: 50",
        "weight: 99999",
        ".transitions.0.weight",
        "0..1000",
        "bounds",
    ),
    "amount that could overflow": ("orders", "amount: 1}", "amount: 9999}", ".effects.0.amount", "-200..200", "bounds"),
    "unknown variable of an effect": (
        "orders",
        "variable: mark",
        "variable: marc",
        ".effects.0.variable",
        "marc",
        "mark",
    ),
    "unknown variable in a condition": (
        "incidents",
        "ordered KOR hail",
        "tensoin KOR JPN >= 30",
        ".modifiers.0.when.0",
        "tensoin",
        "tension",
    ),
    "dial out of range": (
        "scenario",
        "endings:\n",
        "dials: [[impulse, 9]]\nendings:\n",
        "dials.0",
        "0.5..1.5",
        "range",
    ),
    "unknown dial": ("scenario", "endings:\n", "dials: [[impuls, 1]]\nendings:\n", "dials.0", "impuls", "impulse"),
    "month that is none": ("msel", 'time: "07:10"', "time: 6 Juli", ".time", "wrong form", "24 July"),
    "number that is not finite": ("incidents", "add: 20", "add: inf", ".modifiers.0.add", "not finite", "0.5"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SPOILED_PACKS)
def test_a_spoiled_pack_is_refused_whole(name: str, folder: Path) -> None:
    file, old, new, place, word, remedy = SPOILED_PACKS[name]
    change(folder / "small" / f"{file}.yaml", old, new)
    with pytest.raises(PackError) as caught:
        load(folder)
    fault = next(fault for fault in caught.value.faults if fault.file == f"small/{file}.yaml")
    assert place in fault.path
    assert word in fault.message
    assert remedy in fault.remedy
    assert fault.line is not None or name == "wrong slug"
    assert not Fact.objects.exists()
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("file", ["orders.yaml", "record.yaml", "seats/JPN.yaml"])
def test_a_pack_without_one_of_its_files_is_refused(file: str, folder: Path) -> None:
    (folder / "small" / file).unlink()
    with pytest.raises(PackError, match=r"there is no such file|JPN has no file"):
        load(folder)
    assert not Scenario.objects.exists()

"""A pack says that an order may name several targets or partners; numbers that cannot be are refused."""

from pathlib import Path

import pytest

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.editor_schemas import Bases, editor_schemas
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from tests.scenarios.editing import change, without_map
from wargame.engine import SeveralSpec, compile_setting

OTHERS = """
  - {code: CHN, name: China, seat: no, openness: 50, approval: 50, economy: 50, readiness: 50, standing: 50, resolve: 50}
  - {code: MNG, name: Mongolia, seat: no, openness: 50, approval: 50, economy: 50, readiness: 50, standing: 50, resolve: 50}
dyads:
"""  # noqa: E501
INVITE = """
  - kind: invite
    base: negotiate
    name: Invite
    says: "{{actor}} invited {{target}}"
    order_class: invitation
    seats: [KOR, JPN]
    targets: [CHN, MNG, JPN]
    help: Ask them to come.
    {several}
    levels: [{{key: letter, name: A letter, cost: 1}}]
"""


def with_invitation(folder: Path, several: str = "several_targets: {least: 1, most: 2, each_more: 1}") -> Path:
    """The small pack with two more states and an order that names some of them."""
    pack = folder / "small"
    change(pack / "scenario.yaml", "\ndyads:\n", OTHERS)
    orders = pack / "orders.yaml"
    orders.write_text(orders.read_text().rstrip("\n") + INVITE.format(several=several))
    return pack


def faults_of(pack: Path) -> tuple[Fault, ...]:
    """The faults of a pack that is refused."""
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    return caught.value.faults


def test_a_pack_says_how_many_states_an_order_names(folder: Path) -> None:
    pack = read_pack(with_invitation(folder))
    order = next(order for order in pack.rules.orders if order.kind == "invite")
    assert (order.several_targets, order.several_partners) == (SeveralSpec(most=2, each_more=1), None)
    assert compile_setting(pack.rules).blocs[4:] == ("CHN+MNG", "CHN+JPN", "JPN+MNG", "")
    assert Pack.model_validate(pack.model_dump(mode="json")) == without_map(pack)


def test_a_pack_that_says_nothing_of_it_is_stored_as_before(folder: Path) -> None:
    stored = read_pack(with_invitation(folder, "icon: mail")).model_dump(mode="json")
    assert not {"several_targets", "several_partners"} & set(stored["rules"]["orders"][-1])


@pytest.mark.parametrize(
    ("several", "path", "message", "remedy"),
    [
        ("several_targets: {most: 1}", "most", "1 is not several.", "Write 2 or more, or leave several_targets out"),
        ("several_targets: {most: 3}", "most", "A seat of invite has 2 targets to name", "Write up to 2"),
        ("several_targets: {most: 2, least: 3}", "least", "3 cannot be the least of at most 2.", "Write 1 to 2."),
        ("several_targets: {most: 2, each_more: 25}", "each_more", "25 for each more", "Choose 0 or a few points."),
        ("several_partners: {most: 2}", "", "invite has no partners.", "List its partners, or leave several_partners"),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_are_refused(folder: Path, several: str, path: str, message: str, remedy: str) -> None:
    (fault,) = faults_of(with_invitation(folder, several))
    part = several.partition(":")[0]
    assert (fault.file, fault.path) == ("small/orders.yaml", f"orders.2.{part}" + (f".{path}" if path else ""))
    assert message in fault.message
    assert remedy in fault.remedy


def test_a_word_that_it_does_not_know_is_refused(folder: Path) -> None:
    (fault,) = faults_of(with_invitation(folder, "several_targets: {most: 2, fewest: 1}"))
    assert fault.path == "orders.2.several_targets.fewest"


def test_leanings_record_and_suggestions_name_several(folder: Path) -> None:
    pack = with_invitation(folder)
    leaning = "leanings:\n  - {seat: KOR, kind: invite, target: CHN+MNG, weight: 2}\n"
    (pack / "leanings.yaml").write_text(leaning)
    suggested = "{key: kor-ask, turn: 1, kind: invite, level: letter, target: CHN+MNG, reason: Ask both.}"
    change(pack / "seats" / "KOR.yaml", "suggestions:\n", f"suggestions:\n  - {suggested}\n")
    read = read_pack(pack)
    assert read.texts.suggestions[0].target == "CHN+MNG"
    assert compile_setting(read.rules).tables.leanings


@pytest.mark.parametrize("target", ["MNG+CHN", "CHN+KOR", "CHN+JPN+MNG"])
def test_a_suggestion_of_what_cannot_be_named_is_refused(folder: Path, target: str) -> None:
    pack = with_invitation(folder)
    suggested = f"{{key: kor-ask, turn: 1, kind: invite, level: letter, target: {target}, reason: Ask both.}}"
    change(pack / "seats" / "KOR.yaml", "suggestions:\n", f"suggestions:\n  - {suggested}\n")
    (fault,) = faults_of(pack)
    assert fault.message == f"'invite' of KOR has no target {target}."
    assert fault.remedy == "Write one of: CHN, MNG, JPN, CHN+MNG, CHN+JPN, JPN+MNG."


def test_editors_know_the_words() -> None:
    entry = editor_schemas(Bases((), ()))["orders"]["$defs"]["SeveralSpec"]
    assert set(entry["properties"]) == {"least", "most", "each_more"}
    assert entry["required"] == ["most"]

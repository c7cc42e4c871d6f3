"""A pack says which claim players bid on before the end; one with a fault there is refused."""

from pathlib import Path

import pytest

from scenarios.pack_faults import PackError
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from tests.scenarios.pack_games import pack_of

BID = (
    "key: pull, dial: third_power, question: Does it pull?, help: Say how sure you are., turns: [2, 3], strength: 1, "
    "was_on: It did., was_off: It did not."
)


def with_bids(folder: Path, *bids: str) -> Path:
    lines = "".join(f"  - {{{bid}}}\n" for bid in bids)
    (folder / "small" / "bids.yaml").write_text(f"bids:\n{lines}", encoding="utf-8")
    return folder / "small"


def test_a_bid_is_asked_in_its_turns(folder: Path) -> None:
    (bid,) = read_pack(with_bids(folder, BID)).bids
    assert [bid.is_asked_in(turn) for turn in (1, 2, 3, 4)] == [False, True, True, False]


def test_a_pack_needs_none_and_is_then_stored_as_before(folder: Path) -> None:
    pack = read_pack(folder / "small")
    assert pack.bids == ()
    assert "bids" not in pack.model_dump(mode="json")


def test_bids_are_stored_with_their_pack_and_read_again(folder: Path) -> None:
    pack = read_pack(with_bids(folder, BID))
    assert Pack.model_validate(pack.model_dump(mode="json")).bids == pack.bids


def test_a_file_without_bids_is_read(folder: Path) -> None:
    (folder / "small" / "bids.yaml").write_text("bids: []\n", encoding="utf-8")
    assert read_pack(folder / "small").bids == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "remedy"),
    [
        ("dial: third_power", "dial: third_powr", "bids.0.dial", "no dial 'third_powr'", "third_power"),
        ("dial: third_power", "dial: qqq", "bids.0.dial", "no dial 'qqq'", "How outcomes are computed"),
        ("dial: third_power", "dial: diversion", "bids.0.dial", "the log tells seats", "third_power"),
        ("strength: 1", "strength: 9", "bids.0.strength", "A third power cannot be 9", "0.5 to 5"),
        ("strength: 1", "strength: 0", "bids.0.strength", "too small", "above 0"),
        ("turns: [2, 3]", "turns: [2, 9]", "bids.0.turns.1", "no turn 9", "1 to 3"),
        ("turns: [2, 3]", "turns: [3, 2]", "bids.0", "end before they begin", "first turn"),
        ("key: pull", "key: Pull", "bids.0.key", "", "small letters"),
        ("was_on: It did., ", "", "bids.0.was_on", "missing", ""),
        ("key: pull", "key: pull, sure: yes", "bids.0.sure", "", ""),
    ],
)
def test_a_bid_with_a_fault_is_refused(folder: Path, old: str, new: str, place: str, message: str, remedy: str) -> None:
    assert old in BID
    with pytest.raises(PackError) as caught:
        read_pack(with_bids(folder, BID.replace(old, new)))
    fault = caught.value.faults[0]
    assert (fault.file, fault.path) == ("small/bids.yaml", place)
    assert message in fault.message
    assert remedy in fault.remedy


def test_two_bids_on_one_dial_are_refused(folder: Path) -> None:
    with pytest.raises(PackError, match="another bid has the dial 'third_power'") as caught:
        read_pack(with_bids(folder, BID, BID.replace("key: pull", "key: push")))
    assert caught.value.faults[0].path == "bids.1.dial"


def test_list_four_asks_about_the_article_s_claim_from_turn_5_on() -> None:
    (bid,) = pack_of("list-four").bids
    assert (bid.dial, bid.turns) == ("third_power", (5, 8))
    assert "third_power" not in dict(pack_of("list-four").rules.dials), "the claim is built in by nobody but who leads"

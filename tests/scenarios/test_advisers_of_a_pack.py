"""A pack names three advisers for each seat and how each leans; one without them, or with an odd one, is refused."""

from pathlib import Path

import pytest

from scenarios.pack_faults import PackError
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from tests.scenarios.pack_games import pack_of

HOME = "    favours: [{points: 1, figure: approval}]\n"
SEAT = "seats/KOR.yaml"


def test_advisers_are_stored_with_their_pack_and_read_again(folder: Path) -> None:
    pack = read_pack(folder / "small")
    assert [(each.seat, each.key) for each in pack.advisers][:3] == [
        ("KOR", "envoy"),
        ("KOR", "guard"),
        ("KOR", "home"),
    ]
    assert Pack.model_validate(pack.model_dump(mode="json")).advisers == pack.advisers


def test_a_version_stored_without_advisers_is_still_read(folder: Path) -> None:
    stored = read_pack(folder / "small").model_dump(mode="json")
    del stored["advisers"]
    assert Pack.model_validate(stored).advisers == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "remedy"),
    [
        ("  - key: home\n    name: Home affairs", None, "brief", "KOR has 2 advisers", "List 3 under 'advisers'"),
        (
            "    key: guard\n".replace("    key", "  - key"),
            "  - key: envoy\n",
            "advisers.1.key",
            "has the key 'envoy'",
            "",
        ),
        (
            "leaning: trusts force",
            "leaning: trusts talks",
            "advisers.1.leaning",
            "the leaning 'trusts talks'",
            "another",
        ),
        ("{points: 5, deed: force}", "{points: 5, deed: friendly}", "advisers.1.favours", "leans the same way", "else"),
        ("icon: shield", "icon: shild", "advisers.1.icon", "no icon 'shild'", "shield"),
        ("deed: force", "deed: froce", "advisers.1.favours.0.deed", "no deed 'froce'", "force"),
        ("deed: force", "domain: sea", "advisers.1.favours.0.domain", "no domain 'sea'", "Use one of"),
        ("deed: force", "towards: FRA", "advisers.1.favours.0.towards", "no towards 'FRA'", "JPN"),
        ("figure: approval", "figure: mood", "advisers.2.favours.0.figure", "no figure 'mood'", "approval"),
        ("figure: approval", "figure: approval, of: FRA", "advisers.2.favours.0.of", "no of 'FRA'", "KOR"),
        ("{points: 5, deed: force}", "{points: 5}", "advisers.1.favours.0", "every order alike", "Name a deed"),
        (
            "{points: 5, deed: force}",
            "{points: 0, deed: force}",
            "advisers.1.favours.0.points",
            "0 points",
            "such as 6",
        ),
        (
            "expect that {event}.",
            "expect that {state}.",
            "advisers.1.says.event",
            "'{state}' has no meaning",
            "{event}",
        ),
        ("trust us more.}", "trust us more}", "advisers.2.says.home", "no whole sentence", "full stop"),
        ("{home: People will trust us more.}", "{}", "advisers.2.says", "no sentence of their own", "'home'"),
        ("    unread: Read the papers.\n", "", "advisers.2.unread", "missing", ""),
    ],
)
def test_an_odd_adviser_is_refused(
    folder: Path, old: str, new: str | None, place: str, message: str, remedy: str
) -> None:
    path = folder / "small" / SEAT
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text[: text.index(old)] if new is None else text.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(folder / "small")
    found = next(fault for fault in caught.value.faults if fault.path == place)
    assert found.file == f"small/{SEAT}"
    assert found.line is not None
    assert message in found.message
    assert remedy in found.remedy


@pytest.mark.parametrize("slug", ["nine-past-nine", "list-four", "the-invitation"])
def test_each_seat_of_each_pack_has_three_who_lean_three_ways(slug: str) -> None:
    pack = pack_of(slug)
    for seat in pack.seats:
        own = [each for each in pack.advisers if each.seat == seat.code]
        assert len({each.favours for each in own}) == 3, seat.code
        assert len({each.leaning for each in own}) == 3, seat.code

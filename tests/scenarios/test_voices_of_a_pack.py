"""Each seat of a pack may have a book of replies in its government's own voice; a book with a fault is refused."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from scenarios import voices
from scenarios.pack_faults import Fault, PackError
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from scenarios.schema.pack_voice_checks import voice_faults
from scenarios.schema.pack_voices import MOODS, RELATIONS, Occasion, ReplyLine, VoiceEntry
from scenarios.yamlsafe import Place
from tests.scenarios.pack_games import SLUGS, pack_of

PLAIN = {occasion: [f"Line {word} about {occasion.value.replace('_', ' ')}" for word in "abc"] for occasion in Occasion}


def faults_of(pack: Pack, *books: VoiceEntry) -> list[str]:
    """Return the messages of the faults of a pack with these books in place of those of the same seats."""
    changed = {book.seat: book for book in books}
    all_books = tuple(changed.get(book.seat, book) for book in pack.voices)

    def fault(section: str, index: int | None, rest: Place, message: str, remedy: str) -> Fault:
        assert section == "voices"
        return Fault(all_books[index or 0].seat, message, remedy, ".".join(map(str, rest)))

    return [str(each) for each in voice_faults(pack.model_copy(update={"voices": all_books}), fault)]


def with_line(book: VoiceEntry, occasion: Occasion, *lines: ReplyLine) -> VoiceEntry:
    return book.model_copy(update={"replies": {**book.replies, occasion: (*book.replies[occasion], *lines)}})


@pytest.mark.parametrize("slug", SLUGS)
def test_every_seat_of_our_packs_has_a_book_with_a_line_for_everybody(slug: str) -> None:
    pack = pack_of(slug)
    assert {book.seat for book in pack.voices} == {seat.code for seat in pack.seats}
    for book in pack.voices:
        assert sum(len(lines) for lines in book.replies.values()) >= 60
        for relation, mood in ((relation, mood) for relation in RELATIONS for mood in MOODS):
            assert any(line.fits("", relation, mood) for line in book.lines(Occasion.REFUSES_COLD))


@pytest.mark.parametrize(
    ("occasion", "line", "message"),
    [
        (Occasion.AGREES, "We agree, as in turn 3.", "no number, no turn"),
        (Occasion.AGREES, "We agree (with reserve).", "nothing in brackets"),
        (Occasion.AGREES, "You said “never”. We agree.", "no quotation"),
        (Occasion.AGREES, "After {deed} we agree.", "nothing fills {deed}"),
        (Occasion.FIRST, "First {plans}.", "nothing fills {plans}"),
        (Occasion.AGREES, "Deal.", "says the same"),
    ],
)
def test_a_line_that_no_government_would_write_is_refused(occasion: Occasion, line: str, message: str) -> None:
    pack = pack_of("nine-past-nine")
    korea = next(book for book in pack.voices if book.seat == "KOR")
    (fault,) = faults_of(pack, with_line(korea, occasion, ReplyLine(text=line)))
    assert message in fault


def test_a_book_without_enough_lines_for_a_mood_is_refused() -> None:
    pack = pack_of("list-four")
    korea = next(book for book in pack.voices if book.seat == "KOR")
    few = korea.model_copy(update={"replies": {**korea.replies, Occasion.AGREES: korea.lines(Occasion.AGREES)[:1]}})
    assert any("for 'agrees' towards a friend in a calm mood too few" in fault for fault in faults_of(pack, few))
    bare = korea.model_copy(update={"deeds": {}, "wishes": {"ship_chips": "sell us chips"}})
    told = " ".join(faults_of(pack, bare))
    assert "no words for the order 'controls'" in told
    assert "nobody can aim an order 'ship_chips' that is friendly at KOR" in told


def write(folder: Path, seats: Sequence[str]) -> Path:
    (folder / "small" / "voices").mkdir()
    lines = "\n".join(f"  {key.value}: [{', '.join(texts)}]" for key, texts in PLAIN.items())
    for seat in seats:
        (folder / "small" / "voices" / f"{seat}.yaml").write_text(f"replies:\n{lines}\n", encoding="utf-8")
    return folder / "small"


def test_all_seats_have_a_book_or_none_has(folder: Path) -> None:
    pack = read_pack(folder / "small")
    assert pack.voices == ()
    assert "voices" not in pack.model_dump(mode="json")
    assert voices.book_of(pack, pack.seats[0].code).lines(Occasion.AGREES)
    with pytest.raises(PackError, match="has no book of replies"):
        read_pack(write(folder, [pack.seats[0].code]))


def test_a_condition_that_the_scenario_does_not_know_is_refused_at_its_line(folder: Path) -> None:
    seats = [seat.code for seat in read_pack(folder / "small").seats]
    book = write(folder, seats) / "voices" / f"{seats[-1]}.yaml"
    text = book.read_text(encoding="utf-8")
    line = '{when: ["mark unheard >= 1"], text: We nod}'
    book.write_text(text.replace("  agrees: [", f"  agrees: [{line}, "), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        read_pack(folder / "small")
    (told,) = [each for each in str(refused.value).splitlines() if "unheard" in each]
    assert f"voices/{seats[-1]}.yaml" in told
    assert "replies.agrees.0.when.0" in told

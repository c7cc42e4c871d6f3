"""Sentences that the reader of one game reads twice, although two governments or two advisers have their own voices."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from tests.exercises.diplomacy.whole_games import Written
from wargame.exercises.models import Exercise, Speech

HEADLINE, DEED = "HEADLINE", "deed of"
"""The first words of lines about the news."""
FEWEST_WORDS = 3
"""Shorter sentences, such as "Thank you.", may come again."""


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text that are long enough to be noticed when they come again."""
    found = re.split(r"(?<=[.?!]) ", text)
    return [sentence for sentence in found if len(sentence.split()) >= FEWEST_WORDS]


def of_letters(written: Iterable[Written]) -> list[str]:
    """Return the sentences that came twice in these letters, whoever wrote them."""
    count = Counter(sentence for each in written for sentence in sentences_of(each.text))
    return [sentence for sentence, times in count.items() if times > 1]


def of_news(lines: Iterable[str]) -> list[str]:
    """Return the headlines and deeds of other seats that came twice in the lines of a transcript."""
    count = Counter(line.strip() for line in lines if line.strip().startswith((HEADLINE, DEED)))
    return [text for text, times in count.items() if times > 1]


def of_advisers(exercise: Exercise) -> Iterator[str]:
    """Yield the expectations that two advisers have of one turn in the same words, and those that one has in the turns
    one after the other."""
    by_turn, last = defaultdict[int, set[str]](set), dict[str, tuple[int, str]]()
    speeches = Speech.objects.filter(turn__branch__exercise=exercise).select_related("turn")
    for speech in speeches.order_by("turn__number", "place"):
        number, said = speech.turn.number, speech.expects
        if said in by_turn[number] or last.get(speech.adviser) == (number - 1, said):
            yield f"(advisers) {said}"
        by_turn[number].add(said)
        last[speech.adviser] = (number, said)

"""The texts of a draft in the order in which one seat reads them: before the game, turn by turn, at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scenarios.editor.condition_sentences import ALWAYS, sentence_of
from scenarios.editor.draft_trees import DraftTrees, Entry, lines, text
from scenarios.editor.names import DraftNames
from scenarios.reading_times import count_words
from scenarios.yamlsafe import Place
from wargame.web.numbers import number_in

BEFORE = 0
"""The number of the page before the first turn; the page of the end has one more than the last turn."""
OTHERWISE = "otherwise"
_BRIEF = {"task": "Task, public", "dilemma": "Dilemma, public", "brief": "Briefing", "aims": "Aims in words"}
_ENDING = {"headline": "Headline", "text": "Text", "record": "The record", "question": "Question"}
_REPORT = {"title": "Title", "text": "Text", "wrong": "After the game: what was wrong"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One field that a seat reads, with its place in its file."""

    label: str
    file: str
    place: Place
    text: str
    is_long: bool = True

    @property
    def dotted(self) -> str:
        """Its place as forms write it."""
        return "/".join(map(str, self.place))

    @property
    def key(self) -> str:
        """A name for machines that no other field of the draft has."""
        return f"{self.file}-{self.dotted}".replace("/", "-").replace(".", "-").replace("_", "-").replace(" ", "-")


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text that a seat reads: its kind, when it comes, its fields, and a line over it such as source and time."""

    kind: str
    icon: str
    when: str
    wordings: tuple[Wording, ...]
    over: str = ""
    clauses: tuple[str, ...] = ()
    is_first: bool = True

    @property
    def words(self) -> int:
        return count_words([wording.text for wording in self.wordings])


@dataclass(frozen=True, slots=True)
class Reader:
    """A seat of a draft that reads its texts."""

    trees: DraftTrees
    names: DraftNames
    seat: str

    @property
    def file(self) -> str:
        return f"seats/{self.seat}.yaml"

    def texts_in(self, turn: int) -> list[ReadText]:
        """Return the texts of a turn, of the time before the first one, or of the end."""
        if turn == BEFORE:
            return list(self._before())
        if turn > len(self.trees.turns):
            return [*self._injects(turn), *self._endings()]
        return [
            *self._situations(turn),
            *self._own("at_stake", turn, "At stake", "scale", {"text": "Sentence"}),
            *self._reports(turn),
            *self._injects(turn),
            *self._messages(turn),
            *self._suggestions(turn),
        ]

    def _before(self) -> Iterator[ReadText]:
        brief = self.trees.entry(self.file, "brief")
        for field, label in _BRIEF.items():
            if field in brief:
                yield ReadText(label, "file-text", ALWAYS, (self._wording("", (("brief"), field), brief),))

    def _wording(self, label: str, place: Place, entry: Entry, file: str = "", *, is_long: bool = True) -> Wording:
        return Wording(label, file or self.file, place, text(entry, str(place[-1])), is_long)

    def _fields(self, fields: Mapping[str, str], place: Place, entry: Entry, file: str = "") -> tuple[Wording, ...]:
        return tuple(
            self._wording(label, (*place, field), entry, file, is_long=field in ("text", "wrong", "record", "question"))
            for field, label in fields.items()
            if isinstance(entry.get(field), str)
        )

    def _in_turn(self, file: str, section: str, turn: int) -> Iterator[tuple[Place, Entry]]:
        for index, entry in enumerate(self.trees.entries(file, section)):
            seats = lines(entry, "seats")
            if text(entry, "turn") == str(turn) and (not seats or self.seat in seats):
                yield (section, index), entry

    def _when(self, entry: Entry) -> str:
        return sentence_of(lines(entry, "when"), self.names)

    def _situations(self, turn: int) -> Iterator[ReadText]:
        found = list(self._in_turn(self.file, "situations", turn))
        for number, (place, entry) in enumerate(found):
            when = self._when(entry)
            when = OTHERWISE if when == ALWAYS and len(found) > 1 else when
            fields = self._fields({"headline": "Headline", "text": "Text"}, place, entry)
            clauses = tuple(lines(entry, "when"))
            yield ReadText("Situation", "newspaper", when, fields, clauses=clauses, is_first=number == 0)

    def _own(
        self, section: str, turn: int, kind: str, icon: str, fields: Mapping[str, str], file: str = ""
    ) -> Iterator[ReadText]:
        for place, entry in self._in_turn(file or self.file, section, turn):
            over = " · ".join(filter(None, (text(entry, "source"), text(entry, "time"), text(entry, "grade"))))
            found = self._fields(fields, place, entry, file)
            yield ReadText(kind, icon, self._when(entry), found, over, tuple(lines(entry, "when")))

    def _reports(self, turn: int) -> Iterator[ReadText]:
        yield from self._own("reports", turn, "Report", "radio", _REPORT)
        yield from self._own("reports", turn, "Report for several seats", "radio", _REPORT, "wire.yaml")

    def _messages(self, turn: int) -> Iterator[ReadText]:
        for place, entry in self._in_turn(self.file, "messages", turn):
            over = f"{self.names.words('states', text(entry, 'sender'))} writes · {text(entry, 'time')}"
            found = self._fields({"text": "Text"}, place, entry)
            yield ReadText("Message", "message-square", self._when(entry), found, over, tuple(lines(entry, "when")))

    def _suggestions(self, turn: int) -> Iterator[ReadText]:
        for place, entry in self._in_turn(self.file, "suggestions", turn):
            over = self.names.words("kinds", text(entry, "kind"))
            found = self._fields({"reason": "Reason"}, place, entry)
            yield ReadText("Suggested", "lightbulb", self._when(entry), found, over, tuple(lines(entry, "when")))

    def _injects(self, turn: int) -> Iterator[ReadText]:
        """Yield the injects that the seat may read first when this turn opens."""
        injects = {text(each, "key"): each for each in self.trees.entries("msel.yaml", "injects")}
        for index, entry in enumerate(self.trees.entries("msel.yaml", "texts")):
            inject = injects.get(text(entry, "inject"), {})
            if self.seat in lines(entry, "seats") and first_turn(inject) + 1 == turn:
                over = " · ".join(filter(None, (text(entry, "source"), text(entry, "time"), text(entry, "grade"))))
                fields = self._fields(_REPORT, ("texts", index), entry, "msel.yaml")
                yield ReadText("Inject", "zap", self._when(inject), fields, over, tuple(lines(inject, "when")))

    def _endings(self) -> Iterator[ReadText]:
        conditions = {text(each, "key"): each for each in self.trees.entries("scenario.yaml", "endings")}
        for index, entry in enumerate(self.trees.entries("record.yaml", "endings")):
            ending = conditions.get(text(entry, "ending"), {})
            found = self._fields(_ENDING, ("endings", index), entry, "record.yaml")
            yield ReadText("Ending", "flag", self._when(ending), found, text(ending, "name"))


def first_turn(inject: Entry) -> int:
    """Return the first turn at whose end an inject may come; 1 where it does not say."""
    window = lines(inject, "turns")
    return (number_in(window[0]) if window else None) or 1

"""The eight questions of the wizard: the fields of each, and the parts that an author confirms one by one.

The fields stand in one table for forms, pages and checks. Rules for the answers stand in `answers`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from scenarios.wizard.answers import Want

Tree: TypeAlias = dict[str, Any]
"""Answers as plain values, as an author typed them."""

Place: TypeAlias = tuple[str | int, ...]

LINE, SENTENCE, TEXT, WHOLE = "line", "sentence", "text", "whole"
FLAG, CHOICE, SEVERAL = "flag", "choice", "several"
WORDS = (LINE, SENTENCE, TEXT)
"""The kinds of fields in which an author writes words."""

WANTS: dict[Want, str] = {
    "home": "Confidence at home",
    "purse": "The economy",
    "standing": "Standing among the others",
    "calm": "Calm neighbours",
    "incident": "A calm incident",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: its place in the answers, its label, and a line of help.

    Fields of one `group` stand together, below its name.
    """

    place: Place
    label: str
    kind: str = LINE
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    group: str = ""

    @property
    def name(self) -> str:
        """Its name in a form."""
        return "-".join(map(str, self.place))


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """The part of a question that an author confirms at once.

    `line` are the places whose values tell it in a line once it is closed; `code` is the seat that it is about, or "".
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    line: tuple[Place, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the line below it, its name in the list of all eight, and the parts of its answer.

    `grows` is the list of answers that gets longer and shorter here.
    """

    key: str
    title: str
    lead: str
    short: str
    parts: Callable[[Tree], tuple[QuestionPart, ...]]
    grows: str = ""


def value_at(tree: Tree, place: Place) -> Any:
    """Return the value at a place of the answers; "" where there is none."""
    found: Any = tree
    for step in place:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return found


def put(tree: Tree, place: Place, value: Any) -> None:
    """Set the value at a place whose container exists."""
    value_at(tree, place[:-1])[place[-1]] = value


def _about(tree: Tree) -> tuple[QuestionPart, ...]:
    fields = (
        Field(("title",), "Title", help="At most 60 characters."),
        Field(("subtitle",), "Subtitle", SENTENCE, "Such as: three states, one market for grain."),
        Field(("summary",), "Summary", TEXT, "Two or three sentences. Students read them before they join."),
        Field(("place",), "Place of the crisis", help="The place stands in the middle of the map."),
        Field(("category",), "Kind of crisis", help="Such as: Trade · duties."),
        Field(("learning",), "Lesson", SENTENCE, "Say in one sentence what students learn."),
    )
    return (QuestionPart("about", "The idea", fields, (("title",), ("subtitle",))),)


def _seats(tree: Tree) -> tuple[QuestionPart, ...]:
    def part(number: int, seat: Tree) -> QuestionPart:
        at = ("seats", number)
        fields = (
            Field((*at, "name"), "Name of the state"),
            Field((*at, "code"), "Code", help="Three capital letters, shown beside its sign."),
            Field((*at, "post"), "Office", help="The player holds this office and decides for the state."),
            Field((*at, "brief"), "Briefing", TEXT, "The players of this seat read it before the first turn."),
        )
        return QuestionPart(f"seats-{number}", str(seat["name"]), fields, ((*at, "post"),), str(seat["code"]))

    return tuple(part(number, seat) for number, seat in enumerate(tree["seats"]))


def _wants(tree: Tree) -> tuple[QuestionPart, ...]:
    def part(number: int, seat: Tree) -> QuestionPart:
        line = tuple(("seats", number, "aims", place, "name") for place in range(len(seat["aims"])))
        return QuestionPart(
            f"wants-{number}", str(seat["name"]), _fields_of_wants(number, seat), line, str(seat["code"])
        )

    return tuple(part(number, seat) for number, seat in enumerate(tree["seats"]))


def _fields_of_wants(number: int, seat: Tree) -> tuple[Field, ...]:
    at = ("seats", number)
    fields = [Field((*at, "task"), "Its task", SENTENCE, "One sentence. Its players read it first in turn 1.")]
    last = len(seat["aims"]) - 1
    for place, heading in enumerate(("It wants", "and it wants", "and it also wants")[: last + 1]):
        aim = (*at, "aims", place)
        fields += [
            Field((*aim, "name"), "In a few words", group=heading),
            Field((*aim, "text"), "In a sentence", SENTENCE, group=heading),
            Field((*aim, "want"), "The figure that measures it", CHOICE, choices=tuple(WANTS.items()), group=heading),
        ]
        if place < last:
            counts = Field((*aim, "weight"), "Weight, of 100", WHOLE, "The last aim gets the rest.", group=heading)
            fields.append(counts)
        fields.append(Field((*aim, "public"), "All seats know this aim", FLAG, group=heading))
    fields.append(Field((*at, "hard_part"), "The hard part, as the player reads it", TEXT))
    return tuple(fields)


def _incident(tree: Tree) -> tuple[QuestionPart, ...]:
    name = Field(("incident", "name"), "Name of the incident", help="Such as: The market, The boats.")

    def stage(key: str, title: str, on_the_way: str) -> QuestionPart:
        at = ("incident", key)
        fields = (
            Field((*at, "name"), "Name of this stage", help="One or two words."),
            Field((*at, "says"), on_the_way, SENTENCE, "One sentence in the past tense, for the results."),
            Field((*at, "text"), "Text for all seats in this stage", TEXT),
        )
        return QuestionPart(f"incident-{key}", title, (name, *fields) if key == "calm" else fields, ((*at, "name"),))

    return (
        stage("calm", "It begins calm", "If it stays calm"),
        stage("strained", "It becomes strained", "When it becomes strained"),
        stage("broken", "It breaks, and stays broken", "When it breaks"),
    )


def _orders(tree: Tree) -> tuple[QuestionPart, ...]:
    matter = (
        Field(("matter", "name"), "Main order of the scenario", help="Such as: Set the duties."),
        Field(("matter", "says"), "As news", help="The words after the name of the state: Granary … set its duties."),
        Field(("matter", "help"), "Effect", SENTENCE, "Say in one sentence what the order does."),
        *_deed("spare", "To spare the others", "no duty", "Why the others are pleased"),
        *_deed("take", "To take something", "a duty", "Why people at home are pleased"),
    )
    kinds = (
        Field(("accord",), "Agreement that they can sign", help="Such as: a truce on duties."),
        Field(("orders",), "Other orders", SEVERAL, "Five to nine."),
    )
    ways = (("matter", "spare", "name"), ("matter", "take", "name"))
    return (
        QuestionPart("orders-matter", "The choice of each turn", matter, ways),
        QuestionPart("orders-kinds", "An agreement, and other orders", kinds, (("accord",),)),
    )


def _deed(key: str, group: str, such_as: str, why: str) -> tuple[Field, Field]:
    at = ("matter", key)
    return (
        Field((*at, "name"), "In a few words", help=f"Such as: {such_as}.", group=group),
        Field((*at, "because"), why, SENTENCE, "One sentence in the past tense.", group=group),
    )


def _turns(tree: Tree) -> tuple[QuestionPart, ...]:
    def part(number: int, turn: Tree) -> QuestionPart:
        at = ("turns", number)
        fields = (
            Field((*at, "title"), "Headline"),
            Field((*at, "starts_at"), "First day", help="Such as: 1 April."),
            Field((*at, "ends_at"), "Last day"),
            Field((*at, "days"), "Days", WHOLE, "How many days the turn takes."),
            Field((*at, "text"), "Text for all seats", TEXT),
        )
        return QuestionPart(f"turns-{number}", f"Turn {number + 1}", fields, ((*at, "title"), (*at, "starts_at")))

    return tuple(part(number, turn) for number, turn in enumerate(tree["turns"]))


def _endings(tree: Tree) -> tuple[QuestionPart, ...]:
    def part(key: str, title: str) -> QuestionPart:
        at = ("endings", key)
        fields = (
            Field((*at, "name"), "Headline of the ending"),
            Field((*at, "text"), "How it ended", TEXT),
            Field((*at, "question"), "The question that it leaves", SENTENCE, "The class discusses it afterwards."),
        )
        return QuestionPart(f"endings-{key}", title, fields, ((*at, "name"),))

    return (
        part("broken", "The incident broke"),
        part("held", "All held back"),
        part("between", "Something in between"),
    )


def _nothing(tree: Tree) -> tuple[QuestionPart, ...]:
    return ()


QUESTIONS = (
    Question(
        "about",
        "What is it about?",
        "Write as you speak to your class. Everything below is a proposal until you confirm it.",
        "the idea in a few lines",
        _about,
    ),
    Question(
        "seats",
        "Who sits at the table?",
        "Three to seven states. Each is a seat for one student or a small group.",
        "three to seven seats",
        _seats,
        grows="seats",
    ),
    Question(
        "wants",
        "What does each want?",
        "A seat is interesting if it cannot have everything. Give each seat two aims that pull against each other.",
        "two or three aims each",
        _wants,
    ),
    Question(
        "incident",
        "What can go wrong?",
        "One incident with three stages. The more often seats take what they want, the sooner the incident breaks.",
        "one incident with stages",
        _incident,
    ),
    Question(
        "orders",
        "What can each do?",
        "In each turn a seat can spare the others or take what it wants. Choose what else it can do.",
        "6 to 10 kinds of orders",
        _orders,
    ),
    Question(
        "turns",
        "When?",
        "Three to eight turns. Each turn has its days, and a text for all seats.",
        "turns and dates",
        _turns,
        grows="turns",
    ),
    Question(
        "endings",
        "How can it end?",
        "The events of the game decide which ending comes. You write the page of each ending.",
        "three endings",
        _endings,
    ),
    Question(
        "try",
        "Try it",
        "Parley makes a scenario from your answers, and you play its first turn.",
        "the first turn, or a draft",
        _nothing,
    ),
)

BY_KEY = {question.key: question for question in QUESTIONS}

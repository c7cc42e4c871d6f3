"""The faults of answers, in words, each with the question, the part and the field in which to mend it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.prose import condition_faults
from scenarios.schema.validation import checked
from scenarios.wizard.answers import Answers
from scenarios.wizard.questions import QUESTIONS, WORDS, Field, Question, QuestionPart, Tree, value_at
from scenarios.yamlsafe import Document

_EMPTY = "This field is empty. Write an answer."
_LIKE_A_CONDITION = "This text reads like a rule. Write it without the signs <, > and =, and without words joined by _."


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """One thing to mend. `field` is the name of its field, "" where no single field has it."""

    question: str
    part: str
    field: str
    label: str
    words: str


class UnsoundAnswers(ValueError):
    """The answers make no scenario, because of these faults."""

    def __init__(self, faults: tuple[AnswerFault, ...]) -> None:
        super().__init__(" ".join(fault.words for fault in faults))
        self.faults = faults


def answers_of(tree: Tree) -> Answers:
    """Return the answers, checked. Raises UnsoundAnswers."""
    document = Document("your answers", tree, {})
    try:
        answers = checked(Answers, document)
    except PackError as error:
        raise UnsoundAnswers(tuple(_placed(tree, fault) for fault in _innermost(error.faults))) from None
    if pieces := tuple(_conditions_in(tree)):
        raise UnsoundAnswers(pieces)
    return answers


def faults_of_answers(tree: Tree) -> tuple[AnswerFault, ...]:
    """Return the faults of the answers; none is best."""
    try:
        answers_of(tree)
    except UnsoundAnswers as unsound:
        return unsound.faults
    return ()


def _conditions_in(tree: Tree) -> Iterator[AnswerFault]:
    """Yield a fault for each text that a pack would refuse as a piece of a condition."""
    for question in QUESTIONS:
        for part in question.parts(tree):
            for field in part.fields:
                # Behind another word, because a pack takes a word that stands alone for a key.
                text = f"- {value_at(tree, field.place)}"
                if field.kind in WORDS and any(condition_faults(Document("", {field.name: text}, {}))):
                    yield AnswerFault(question.key, part.key, field.name, field.label, _LIKE_A_CONDITION)


def _innermost(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return the faults without those of a list in which an entry has a fault: the schema then also counts too few."""
    paths = [fault.path for fault in faults]
    return tuple(
        fault for fault in faults if not any(path.startswith(f"{fault.path}.") for path in paths if fault.path)
    )


def _placed(tree: Tree, fault: Fault) -> AnswerFault:
    at = tuple(int(step) if step.isdecimal() else step for step in fault.path.split(".") if step)
    words = _in_words(fault, value_at(tree, at) if at else None)
    for question in QUESTIONS:
        for part in question.parts(tree):
            for field in part.fields:
                if at[: len(field.place)] == field.place:
                    return AnswerFault(question.key, part.key, field.name, field.label, words)
    question, part, field = _nearest(tree, at)
    return AnswerFault(question.key, part.key, field.name, field.label, words)


def _nearest(tree: Tree, at: tuple[str | int, ...]) -> tuple[Question, QuestionPart, Field]:
    """Return the field in which a fault of several fields is mended: codes of seats, and aims of one seat."""
    key, wanted = ("wants", f"wants-{at[1]}") if at[:1] == ("seats",) and len(at) > 1 else ("seats", "seats-0")
    question = next(one for one in QUESTIONS if one.key == key)
    part = next(one for one in question.parts(tree) if one.key == wanted)
    ends = "want" if key == "wants" else "code"
    return question, part, next(field for field in part.fields if field.place[-1] == ends)


def _in_words(fault: Fault, value: object) -> str:
    if value == "":
        return _EMPTY
    return f"{fault.message[:1].upper()}{fault.message[1:]} {fault.remedy}"

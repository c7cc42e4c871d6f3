"""Checks what a pack gives teachers against the rest of the pack: nothing left out, enough time, every ending."""

from collections.abc import Callable, Iterator

from scenarios.pack_faults import Fault
from scenarios.reading_times import WORDS_A_MINUTE, count_words
from scenarios.schema.pack import Pack
from scenarios.schema.pack_first_reading import first_readings
from scenarios.vocabulary import Readiness
from scenarios.yamlsafe import Place
from wargame.spelling import one_of

PRIMER_WORDS = (250, 500)
"""A page: shorter does not prepare a student, longer is not read."""
CLASS = (2, 30)
"""The numbers of people for which 'groups' says how to seat them, from the first to the last."""

FaultAt = Callable[[str, int | None, Place, str, str], Fault]


def teaching_faults(pack: Pack, fault: FaultAt) -> Iterator[Fault]:
    """Yield the faults of the teaching material; a pack without teaching.yaml has none.

    Only a pack that is ready must have all parts. All written material is checked in every pack.
    """
    if pack.meta.status is Readiness.READY:
        yield from _left_out(pack, fault)
    yield from _wrong_length(pack, fault)
    yield from _hurried_plans(pack, fault)
    yield from _strange_courses(pack, fault)
    yield from _strange_groups(pack, fault)


def _left_out(pack: Pack, fault: FaultAt) -> Iterator[Fault]:
    missing = list(pack.teaching.left_out())
    if len(missing) == len(type(pack.teaching).model_fields):
        return
    for name in missing:
        remedy = f"Write '{name}' as docs/how-to/write-teaching-material.md says, or set the status to review."
        yield fault("teaching", 0, (name,), f"the pack is ready, and '{name}' is left out.", remedy)


def _wrong_length(pack: Pack, fault: FaultAt) -> Iterator[Fault]:
    words, (least, most) = count_words(part.text for part in pack.teaching.primer), PRIMER_WORDS
    if pack.teaching.primer and not least <= words <= most:
        remedy = f"A primer fills a page: write {least} to {most} words."
        yield fault("teaching", 0, ("primer",), f"the primer has {words} words.", remedy)


def _hurried_plans(pack: Pack, fault: FaultAt) -> Iterator[Fault]:
    if not pack.teaching.plans:
        return
    slowest = max(first_readings(pack), key=lambda reading: reading.words)
    for index, plan in enumerate(pack.teaching.plans):
        if plan.reading_minutes < slowest.minutes:
            message = (
                f"steps with 'reads: yes' take {plan.reading_minutes} minutes, and {slowest.seat} reads "
                f"{slowest.words} words before its first order."
            )
            remedy = f"Give them {slowest.minutes} minutes or more: {WORDS_A_MINUTE} words take one."
            yield fault("plans", index, ("steps",), message, remedy)


def _strange_courses(pack: Pack, fault: FaultAt) -> Iterator[Fault]:
    endings = [ending.key for ending in pack.rules.endings]
    for index, course in enumerate(pack.teaching.courses):
        if course.ending not in endings:
            message = f"there is no ending '{course.ending}'."
            yield fault("courses", index, ("ending",), message, one_of(course.ending, endings))
    written = {course.ending for course in pack.teaching.courses}
    for ending in (key for key in endings if written and key not in written):
        remedy = f"Add a course with 'ending: {ending}'."
        yield fault("courses", None, (), f"no course says how a class comes to the ending '{ending}'.", remedy)


def _strange_groups(pack: Pack, fault: FaultAt) -> Iterator[Fault]:
    groups = pack.teaching.groups
    expected = CLASS[0]
    for index, group in enumerate(groups):
        if group.least != expected:
            remedy = f"Write 'least: {expected}': groups follow each other without a gap, from {CLASS[0]} people on."
            yield fault("groups", index, ("least",), f"this begins at {group.least} people.", remedy)
            return
        expected = group.most + 1
    if groups and expected <= CLASS[1]:
        message = f"nothing is said about a class of {expected} people."
        yield fault("groups", None, (), message, f"Go on to {CLASS[1]} people.")

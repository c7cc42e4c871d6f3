"""Decides which ensembles a reader may ask for and read. Each function fetches a row and authorises in one call.

An ensemble is played from the true world with everybody's orders, so it reveals what no seat knew, such as the others'
resolve and what was drawn at the start. Only a reader who may know everything may read it.
"""

from datetime import datetime, timedelta

from django.db.models import F, Min, Q, QuerySet
from django.http import Http404

from scenarios.access import Visitor, measurable_by, playable_by
from scenarios.models import ScenarioVersion
from wargame.accounts.models import User
from wargame.analysis.models import Appraisal, ClassTry, Ensemble
from wargame.exercises import access
from wargame.exercises.access import Reader
from wargame.exercises.models import Branch, Exercise, Participant, Seat

VISITED_WITHIN = timedelta(days=1)
"""A class that nobody has visited for so long is not being played, though nobody has ended it."""
NO_ENSEMBLE = "This exercise has no such ensemble."
APART = (Ensemble.Kind.DIALS, Ensemble.Kind.SECOND_TRY)
"""The kinds that are not listed with the ensembles of a line: a second try is its person's alone."""


class LineStillPlayed(PermissionError):
    """The true world cannot be played on, because somebody still plays in it."""

    def __init__(self) -> None:
        super().__init__(
            "You can see how else it could have gone once this line and the first one have ended: games from the true "
            "world would reveal what is hidden from your seat."
        )


class BestOrdersClosed(PermissionError):
    """A page that gives away the best orders is closed to this reader, because a class plays its scenario.

    `code` is the reader's own class.
    """

    def __init__(self, told: str, code: str = "") -> None:
        super().__init__(f"{told} A page that tells which orders are best opens to you when the class has ended.")
        self.code = code


def open_line_for(reader: Reader, number: int | None = None) -> Branch:
    """Return a line that the reader may know everything about. Raises Http404 or LineStillPlayed."""
    line = access.branch_for(reader.seat, number)
    require_open(reader.seat, line)
    return line


def require_open(seat: Seat, *lines: Branch) -> None:
    """Raise LineStillPlayed unless the reader of the seat may see all these lines in full truth."""
    if not all(access.may_know_all(seat, line) for line in lines):
        raise LineStillPlayed


def compared(line: Branch) -> tuple[Branch, ...]:
    """Return the lines whose orders a comparison of this line shows: itself, and the line it was forked from if there
    is one.
    """
    return (line, line.parent_turn.branch) if line.parent_turn else (line,)


def ensemble_for(reader: Reader, number: int) -> Ensemble:
    """Return an ensemble of the reader's exercise by number. Raises Http404 or LineStillPlayed."""
    ensembles = Ensemble.objects.select_related("exercise__scenario_version", "branch__parent_turn__branch", "turn")
    ensembles = ensembles.defer("exercise__scenario_version__content", "turn__world", "turn__outcomes")
    ensembles = ensembles.exclude(kind__in=APART)
    ensemble = ensembles.filter(exercise_id=reader.seat.exercise_id, number=number).first()
    # Check this first: while a line is played, a 404 would reveal which ensembles exist.
    require_open(reader.seat, *(_lines(ensemble) if ensemble else [access.branch_for(reader.seat)]))
    if ensemble is None:
        raise Http404(NO_ENSEMBLE)
    return ensemble


def person(user: access.Visitor) -> User:
    """Return the reader as a stored user; everybody who takes part is signed in. Raises Http404."""
    if not isinstance(user, User):
        raise Http404(access.MISSING)
    return user


def ensembles_of(seat: Seat) -> list[Ensemble]:
    """Return every ensemble of the exercise that the reader may read, newest first, without its counts."""
    lines = seat.exercise.branches.defer("final_world")
    known = {line.pk for line in lines if access.may_know_all(seat, line)}
    found = Ensemble.objects.filter(exercise_id=seat.exercise_id).exclude(kind__in=APART).order_by("-number")
    related = found.select_related("branch__parent_turn__branch", "turn")
    listed = related.defer("aggregate", "branch__final_world", "turn__world", "turn__outcomes")
    return [ensemble for ensemble in listed if known.issuperset(line.pk for line in _lines(ensemble))]


def second_tries_of(reader: Reader, user: User) -> QuerySet[Ensemble]:
    """Return every second try that the person asked for in the exercise, newest first. Raises LineStillPlayed."""
    open_line_for(reader)
    tries = Ensemble.objects.filter(exercise_id=reader.seat.exercise_id, kind=Ensemble.Kind.SECOND_TRY)
    related = tries.select_related("exercise__scenario_version", "branch__parent_turn__branch", "turn")
    listed = related.defer("exercise__scenario_version__content", "turn__world", "turn__outcomes")
    # The results of a class stay closed until its facilitator reveals the answers.
    readable = Q(class_try=None) | Q(class_try__revealed_at__isnull=False)
    return listed.filter(readable, asked_by=user).order_by("-number")


def second_try_for(reader: Reader, user: User, number: int) -> Ensemble:
    """Return a second try of the person's own by number. Raises Http404 or LineStillPlayed."""
    found = second_tries_of(reader, user).filter(number=number).first()
    if found is None:
        raise Http404(NO_ENSEMBLE)
    require_open(reader.seat, *_lines(found))
    return found


def class_try_for(reader: Reader, number: int) -> ClassTry:
    """Return a class try of the reader's exercise by number. Raises Http404 or LineStillPlayed."""
    found = _class_tries(reader).filter(number=number).first()
    if found is None:
        raise Http404("This exercise has no such turn for the class to try.")
    require_open(reader.seat, found.branch)
    found.turn = access.turn_for(reader.seat, found.turn.number, found.branch)
    return found


def class_tries_of(reader: Reader) -> list[ClassTry]:
    """Return the class tries of the exercise that the reader may know, newest first. Raises LineStillPlayed."""
    listed = _class_tries(reader).select_related("turn").defer("turn__world", "turn__outcomes").order_by("-number")
    return [one for one in listed if access.may_know_all(reader.seat, one.branch)]


def _class_tries(reader: Reader) -> QuerySet[ClassTry]:
    open_line_for(reader)
    tries = ClassTry.objects.select_related("exercise__scenario_version", "branch__parent_turn__branch")
    return tries.filter(exercise_id=reader.seat.exercise_id)


def leader_after_the_end(user: access.Visitor, code: str) -> Participant:
    """Return the white cell of an exercise that is over. Raises Http404 for others, and LineStillPlayed before."""
    leader = access.require_white_cell(user, code)
    if not access.is_opened(leader.exercise):
        raise LineStillPlayed
    return leader


def open_class_try(seat: Seat) -> ClassTry | None:
    """Return the class try that is open in the reader's exercise; None if none is."""
    return ClassTry.objects.select_related("turn").filter(exercise_id=seat.exercise_id, revealed_at=None).first()


def has_split(seat: Seat, line: Branch) -> bool:
    """Return whether the split of a line is played and the reader may read it."""
    done = Ensemble.objects.filter(branch=line, kind=Ensemble.Kind.SPLIT, status=Ensemble.Status.DONE)
    return access.may_know_all(seat, line) and done.exists()


def trial_asker(user: access.Visitor, code: str) -> Participant:
    """Return somebody who may try the dials of an exercise: its white cell, and its players once it is over; 404."""
    person = access.participant_for(user, code)
    if not may_try(person):
        raise Http404(access.MISSING)
    return person


def may_try(person: Participant) -> bool:
    """Return whether somebody may try dials: what players bid on would be told by it before the end."""
    return person.is_white_cell or (person.seat_id is not None and access.is_opened(person.exercise))


def trial_for(asker: Participant, number: int) -> Ensemble:
    """Return a trial of dials of the exercise that somebody may try, by number; 404.

    It tells of the scenario and of dials, which are no secret to its readers, and nothing of the exercise's own truth
    or dice.
    """
    found = trials_of(asker).filter(number=number).first()
    if found is None:
        raise Http404(NO_ENSEMBLE)
    return found


def trials_of(asker: Participant) -> QuerySet[Ensemble]:
    """Every trial of dials of the exercise, newest first; who may not ask for them reads none."""
    related = Ensemble.objects.select_related("exercise__scenario_version", "branch", "turn")
    trials = related.defer("exercise__scenario_version__content").filter(kind=Ensemble.Kind.DIALS).order_by("-number")
    return trials.filter(exercise_id=asker.exercise_id) if may_try(asker) else trials.none()


def version_of(user: Visitor, slug: str, number: int | None = None) -> ScenarioVersion | None:
    """Return a version of a scenario that a visitor may play or tries, by number.

    By default it is the one that new exercises use.
    """
    versions = ScenarioVersion.objects.select_related("scenario").defer("content")
    versions = versions.filter(scenario__in=measurable_by(user).filter(slug=slug))
    return (
        versions.filter(scenario__current=F("pk")).first() if number is None else versions.filter(number=number).first()
    )


def require_best_orders_open(user: User, slug: str, *, now: datetime) -> None:
    """Raise BestOrdersClosed for somebody who plays a scenario in a class, or might.

    Players of a class that has not ended count although they left: they may come back unless they were removed. While
    a class plays the scenario, what gives away its best orders opens only to those who led a class before, or lead
    that one. A player could sign up a second time and create a class in seconds, but not one that is older.
    """
    unfinished = Exercise.objects.filter(mode=Exercise.Mode.CLASS, scenario_version__scenario__slug=slug)
    unfinished = unfinished.exclude(status=Exercise.Status.ENDED)
    played = unfinished.filter(
        participants__user=user, participants__part=Participant.Part.PLAYER, participants__is_barred=False
    )
    if code := played.values_list("code", flat=True).first():
        raise BestOrdersClosed("You play this scenario in a class that has not ended.", code)
    is_visited = Q(created_at__gt=now - VISITED_WITHIN) | Q(participants__seen_at__gt=now - VISITED_WITHIN)
    first = unfinished.filter(is_visited).aggregate(at=Min("created_at"))["at"]
    led = Participant.objects.filter(user=user, part=Participant.Part.WHITE_CELL)
    if first and not user.is_staff and not led.filter(exercise__created_at__lte=first).exists():
        raise BestOrdersClosed("A class plays this scenario, and you have not led one before.")


def appraisal_of(version: ScenarioVersion, seeds: int | None = None) -> Appraisal | None:
    """Return the appraisal of a version by so many seeds; by default the one that runs, or the most thorough one.

    A person who has an account and is not about to play may read it: it tells of a scenario, and nothing of an
    exercise.
    """
    found = _appraisals(version.appraisals.all())
    if seeds is not None:
        return found.filter(seeds=seeds).order_by("-asked_at").first()
    complete = found.filter(status=Appraisal.Status.DONE).order_by("-asked_at", "-seeds")
    return running_appraisal_of(version) or complete.first() or found.order_by("-asked_at").first()


def appraisal_for(user: Visitor, slug: str, number: int) -> Appraisal:
    """Return an appraisal of a scenario that a visitor may play, by its number. Raises Http404."""
    scenarios = playable_by(user).filter(slug=slug)
    appraisal = _appraisals(Appraisal.objects.filter(version__scenario__in=scenarios, pk=number)).first()
    if appraisal is None:
        raise Http404("This scenario has no such appraisal.")
    return appraisal


def running_appraisal_of(version: ScenarioVersion) -> Appraisal | None:
    """Return the appraisal of a version that is being measured."""
    return _appraisals(version.appraisals.filter(status=Appraisal.Status.RUNNING)).first()


def _appraisals(found: QuerySet[Appraisal]) -> QuerySet[Appraisal]:
    """Load the scenario with them, and leave out its content, which is large and cached elsewhere."""
    return found.select_related("version__scenario").defer("version__content")


def other_appraisals(version: ScenarioVersion, shown: Appraisal | None) -> list[Appraisal]:
    """Return the other appraisals of the scenario, of all its versions, newest version first, without figures."""
    found = Appraisal.objects.filter(version__scenario=version.scenario).select_related("version")
    listed = found.defer("figures", "version__content").order_by("-version__number", "-asked_at")
    return [one for one in listed if shown is None or one.pk != shown.pk]


def _lines(ensemble: Ensemble) -> tuple[Branch, ...]:
    """Return the lines that an ensemble reveals."""
    is_comparison = ensemble.kind == Ensemble.Kind.COMPARISON
    return compared(ensemble.line) if is_comparison else (ensemble.line,)

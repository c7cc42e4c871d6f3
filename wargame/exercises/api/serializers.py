"""The shapes of the API; reading only copies what selectors give, writing only checks shapes."""

from typing import Any

from drf_standardized_errors.openapi_serializers import ClientErrorEnum
from rest_framework import serializers

from wargame.exercises.models import Exercise, Turn
from wargame.web.fields import TextField, WholeNumberField

Shape = serializers.Serializer[Any]


class StartShape(Shape):
    """Which scenario to play alone, and from which seat."""

    scenario = TextField(max_length=80, help_text="The scenario's slug.")
    seat = TextField(max_length=3, help_text="The code of a seat of the scenario.")


class DiceShape(Shape):
    """What everybody may know of the secret that decides every roll of an exercise."""

    commitment = serializers.CharField(help_text="SHA-256 of `parley dice 1`, a line feed, the secret, a line feed.")
    secret = serializers.CharField(allow_null=True, help_text="In hexadecimal digits; null until the exercise is over.")


class ExerciseShape(Shape):
    """An exercise of the reader."""

    code = serializers.CharField()
    scenario = serializers.CharField(help_text="The scenario's slug.")
    scenario_version = serializers.IntegerField()
    title = serializers.CharField()
    seat = serializers.CharField(help_text="The seat that the reader holds.")
    status = serializers.ChoiceField(choices=Exercise.Status.choices)
    branch = serializers.IntegerField(help_text="The number of the current branch.")
    turn = serializers.IntegerField(help_text="The number of the branch's last turn.")
    turn_status = serializers.ChoiceField(choices=Turn.Status.choices)
    created_at = serializers.DateTimeField()
    dice = DiceShape()


class TurnShape(Shape):
    """A turn in the line of a branch."""

    number = serializers.IntegerField()
    branch = serializers.IntegerField(source="branch.number", help_text="The branch on which it was played.")
    status = serializers.ChoiceField(choices=Turn.Status.choices)
    opened_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    resolved_at = serializers.DateTimeField(allow_null=True)


class FigureShape(Shape):
    """A figure in points, or a count; null where the seat may not know it."""

    variable = serializers.CharField()
    who = serializers.CharField()
    towards = serializers.CharField()
    name = serializers.CharField()
    value = serializers.FloatField(allow_null=True)


class IncidentNowShape(Shape):
    """Where an incident is; nulls where the seat may not know it."""

    key = serializers.CharField()
    name = serializers.CharField()
    stage = serializers.CharField(allow_null=True)
    stage_name = serializers.CharField(allow_null=True)
    hostility = serializers.IntegerField(allow_null=True)
    turns_in_stage = serializers.IntegerField(allow_null=True)


class BoardShape(Shape):
    """The world at the opening of a turn, as far as the reader may know it."""

    turn = serializers.IntegerField()
    seat = serializers.CharField()
    is_full_truth = serializers.BooleanField()
    figures = FigureShape(many=True)
    incidents = IncidentNowShape(many=True)


class InjectShape(Shape):
    """What the reader's seat was told beside its reports; `is_late` when it came while the turn ran."""

    kind = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field called source hides the serializer's own
    time = serializers.CharField()
    grade = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    is_late = serializers.BooleanField()


class ReasonShape(Shape):
    """A rule that moved a chance up or down."""

    sign = serializers.CharField()
    text = serializers.CharField()


class OutcomeOptionShape(Shape):
    """One thing that could have happened, with its chance."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field called label hides the serializer's own
    in_100 = serializers.IntegerField()
    accident = serializers.BooleanField()


class RulingShape(Shape):
    """That the white cell decided an outcome; what the dice had, and why as far as the reader may know."""

    subject = serializers.CharField()
    drawn = serializers.CharField(help_text="What would have come, by name; empty where nothing was rolled.")
    reason = serializers.CharField()


class ToldOddsShape(Shape):
    """The odds as these seats could know them."""

    seats = serializers.ListField(child=serializers.CharField())
    options = OutcomeOptionShape(many=True)


class DrawShape(Shape):
    """The roll behind an outcome, with the odds that every seat was told; the true odds are the outcome's options.

    Roll and threshold are in 100, to a thousandth. An order, a call or an inject comes if the roll is below the
    threshold; the threshold of an incident is where the part of the strip ends on which the roll fell.
    """

    roll_in_100 = serializers.FloatField()
    threshold_in_100 = serializers.FloatField()
    told = ToldOddsShape(many=True)


class OutcomeShape(Shape):
    """What became of an order, an incident, an inject or the exercise, with the odds as far as the reader may know."""

    subject = serializers.CharField()
    actor = serializers.CharField()
    target = serializers.CharField()
    partner = serializers.CharField()
    kind = serializers.CharField()
    level = serializers.CharField()
    name = serializers.CharField()
    slot = serializers.IntegerField()
    result = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    options = OutcomeOptionShape(
        many=True, help_text="What could have happened: the true odds in full truth, else those the seat could know."
    )
    chosen = serializers.CharField(help_text="The key of the option that came.")
    draw = DrawShape(allow_null=True, help_text="Null except in full truth, and where nothing was rolled.")
    reasons = ReasonShape(many=True)
    detected = serializers.BooleanField()
    rulings = RulingShape(many=True)


class EntryShape(Shape):
    """One atomic change in points or counts; `cause` names the outcome behind it, which has the odds."""

    sequence = serializers.IntegerField()
    turn = serializers.IntegerField()
    rule = serializers.CharField()
    variable = serializers.CharField()
    who = serializers.CharField()
    towards = serializers.CharField()
    name = serializers.CharField()
    before = serializers.FloatField()
    delta = serializers.FloatField()
    after = serializers.FloatField()
    cause = serializers.CharField()
    actor = serializers.CharField()
    kind = serializers.CharField()
    level = serializers.CharField()
    text = serializers.CharField()


class LedgerShape(Shape):
    """The results of a turn and every change behind them, as far as the reader may know."""

    turn = serializers.IntegerField()
    seat = serializers.CharField()
    is_full_truth = serializers.BooleanField()
    outcomes = OutcomeShape(many=True)
    entries = EntryShape(many=True)


class LevelShape(Shape):
    """How far an order can go, and what it costs in order points."""

    key = serializers.CharField()
    name = serializers.CharField()
    cost = serializers.IntegerField()
    help = serializers.CharField()


class BarredShape(Shape):
    """A state that cannot be the target now, and why."""

    code = serializers.CharField()
    why_not = serializers.CharField()


class OptionShape(Shape):
    """An order kind that the seat is offered, with why it cannot be given now, or not at some states."""

    kind = serializers.CharField()
    name = serializers.CharField()
    domain = serializers.CharField()
    help = serializers.CharField()
    notice = serializers.CharField()
    visibility = serializers.CharField()
    levels = LevelShape(many=True)
    targets = serializers.ListField(child=serializers.CharField())
    partners = serializers.ListField(child=serializers.CharField())
    is_available = serializers.BooleanField()
    why_not = serializers.CharField(allow_blank=True)
    barred = BarredShape(many=True)


class OrderShape(Shape):
    """One order."""

    kind = TextField(max_length=80)
    level = TextField(max_length=80, allow_blank=True, default="")
    target = TextField(max_length=80, allow_blank=True, default="")
    partner = TextField(max_length=80, allow_blank=True, default="")


class SheetShape(Shape):
    """A seat's orders in order of paying, with the revision that its author saw (0 for none)."""

    orders = serializers.ListField(child=OrderShape(), max_length=20)
    revision = WholeNumberField(min_value=0, max_value=2_147_483_647)


class OwnSheetShape(SheetShape):
    """The reader's sheet as it is stored."""

    is_ready = serializers.BooleanField()


class ReceiptShape(Shape):
    """Proof of what was filed."""

    revision = serializers.IntegerField()
    order_hash = serializers.CharField(help_text="SHA-256 of the orders in canonical JSON.")
    is_turn_closed = serializers.BooleanField()


class BadSheetErrorShape(Shape):
    """What is wrong with a sheet or one of its orders: unknown_kind, unknown_target, over_budget, required ..."""

    code = serializers.CharField()
    detail = serializers.CharField(help_text="What is wrong, and what to do about it.")
    attr = serializers.CharField(allow_null=True, help_text="Where: orders, orders.2.kind, revision.")


class BadSheetShape(Shape):
    """400: what was sent is not what is described here. 422: it is, and names what is not there or is forbidden."""

    type = serializers.ChoiceField(choices=["validation_error", "client_error"])
    errors = BadSheetErrorShape(many=True)  # type: ignore[assignment]  # the answer's word, as above


class ConflictErrorShape(Shape):
    """Why the request came too late."""

    code = serializers.ChoiceField(
        choices=["outdated_sheet", "already_submitted", "turn_closed", "seat_handed_over", "not_in_seat", "refused"]
    )
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class ConflictShape(Shape):
    """409: the request was right when it was made, but the exercise has moved on."""

    type = serializers.ChoiceField(choices=ClientErrorEnum.choices)
    errors = ConflictErrorShape(many=True)  # type: ignore[assignment]

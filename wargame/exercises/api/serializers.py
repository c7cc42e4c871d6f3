"""The serializers of the API. They copy the values of selectors, and check only the form of input, not its meaning."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from drf_standardized_errors.openapi_serializers import ClientErrorEnum
from rest_framework import serializers

from wargame.exercises.models import Exercise, Turn
from wargame.web.fields import TextField

Shape = serializers.Serializer[Any]


BLOC = "The code of a state, or of several that one order names together: CHN+MNG."
LARGEST_FIGURE = 10**9
"""The largest number that a dial may be written as; its own range is far within."""


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"type": "number", "minimum": -LARGEST_FIGURE, "maximum": LARGEST_FIGURE},
    }
)
class DialsField(serializers.JSONField):
    """A number for each dial that is named; whatever else is sent is one error of the whole field."""

    default_error_messages = {"invalid": "Write a number for each dial that you name."}

    def to_internal_value(self, data: Any) -> Any:
        """Return the numbers by key; fail if the data holds anything else."""
        if not isinstance(data, dict) or not all(_is_a_figure(value) for value in data.values()):
            self.fail("invalid")
        return data


def _is_a_figure(value: Any) -> bool:
    """Tell if a number can be shown: JSON has integers of any length."""
    return type(value) in {int, float} and abs(value) <= LARGEST_FIGURE


class StartShape(Shape):
    """The scenario and the seat of a new solo exercise, and the dials that are to be set otherwise."""

    scenario = TextField(max_length=80, help_text="The scenario's slug.")
    seat = TextField(max_length=3, help_text="The code of a seat of the scenario.")
    dials = DialsField(
        default=dict,
        help_text="A value by key, for dials of the method page that the scenario's value is not wanted for: within "
        "the dial's range, or 0 to switch it off.",
    )
    advice = serializers.ChoiceField(
        choices=Exercise.Advice.choices,
        default=Exercise.Advice.ON_REQUEST,
        help_text="What people read of an order's effect on their aims: figures on every order (`open`), answers of "
        "the staff to three questions a turn (`on_request`), or nothing (`none`).",
    )


class NamedDialShape(Shape):
    """A dial that the exercise sets otherwise than its scenario."""

    key = serializers.CharField()
    name = serializers.CharField()
    scenario = serializers.FloatField(help_text="The scenario's own value.")
    value = serializers.FloatField(help_text="The exercise's value; 0 is off.")


class DiceShape(Shape):
    """The facts about the secret, from which the server derives every roll of an exercise, that everybody may know."""

    commitment = serializers.CharField(help_text="SHA-256 of `parley dice 1`, a line feed, the secret, a line feed.")
    secret = serializers.CharField(allow_null=True, help_text="In hexadecimal digits; null until the exercise is over.")


class ExerciseShape(Shape):
    """An exercise in which the reader takes part."""

    code = serializers.CharField()
    scenario = serializers.CharField(help_text="The scenario's slug.")
    scenario_version = serializers.IntegerField()
    title = serializers.CharField(help_text="The name that the class gave it, else the scenario's title.")
    seat = serializers.CharField(help_text="The seat that the reader holds.")
    status = serializers.ChoiceField(choices=Exercise.Status.choices)
    branch = serializers.IntegerField(help_text="The number of the current branch.")
    turn = serializers.IntegerField(help_text="The number of the branch's last turn.")
    turn_status = serializers.ChoiceField(choices=Turn.Status.choices)
    created_at = serializers.DateTimeField()
    dice = DiceShape()
    dials = NamedDialShape(many=True)
    advice = serializers.ChoiceField(choices=Exercise.Advice.choices)


class TurnShape(Shape):
    """A turn of a branch, or one that the branch inherits."""

    number = serializers.IntegerField()
    branch = serializers.IntegerField(source="branch.number", help_text="The branch on which it was played.")
    status = serializers.ChoiceField(choices=Turn.Status.choices)
    opened_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    resolved_at = serializers.DateTimeField(allow_null=True)


class FigureShape(Shape):
    """A figure in points, per cent (duties) or US$ bn (trade), or a count; null where the seat may not know it."""

    variable = serializers.CharField()
    who = serializers.CharField()
    towards = serializers.CharField()
    name = serializers.CharField()
    value = serializers.FloatField(allow_null=True)


class IncidentNowShape(Shape):
    """The present stage of an incident; null where the seat may not know it."""

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
    """A text that the reader's seat got beside its reports. `is_late` marks a text that came while the turn ran."""

    kind = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field called source hides the serializer's own
    time = serializers.CharField()
    grade = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    is_late = serializers.BooleanField()


class ReasonShape(Shape):
    """A rule that raised or lowered a chance."""

    sign = serializers.CharField()
    text = serializers.CharField()


class OutcomeOptionShape(Shape):
    """One possible result, with its chance."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field called label hides the serializer's own
    in_100 = serializers.IntegerField()
    accident = serializers.BooleanField()


class RulingShape(Shape):
    """A decision of the white cell on an outcome: what the dice gave, and the reason if the reader may know it."""

    subject = serializers.CharField()
    drawn = serializers.CharField(help_text="The result that would have come, by name; empty where nothing was rolled.")
    reason = serializers.CharField()


class ForecastOddsShape(Shape):
    """The odds as these seats could know them."""

    seats = serializers.ListField(child=serializers.CharField())
    options = OutcomeOptionShape(many=True)


class DrawShape(Shape):
    """The roll behind an outcome, and the odds that the server showed each seat; the true odds are the outcome's
    options.

    Roll and threshold are in 100, to a thousandth. An order, a support call or an inject succeeds if the roll is below
    the threshold. For an incident, the threshold is the upper end of the range of rolls that gives the result.
    """

    roll_in_100 = serializers.FloatField()
    threshold_in_100 = serializers.FloatField()
    told = ForecastOddsShape(many=True)


class OutcomeShape(Shape):
    """The outcome of an order, an incident, an inject or the exercise, with the odds as far as the reader may know
    them.
    """

    subject = serializers.CharField()
    actor = serializers.CharField()
    target = serializers.CharField(help_text=BLOC)
    partner = serializers.CharField(help_text=BLOC)
    targets = serializers.ListField(child=serializers.CharField(), help_text="The codes in `target`.")
    partners = serializers.ListField(child=serializers.CharField(), help_text="The codes in `partner`.")
    kind = serializers.CharField()
    level = serializers.CharField()
    name = serializers.CharField()
    slot = serializers.IntegerField(
        help_text="The number of the order, from 0; -1 for none. Of another seat, those that the reader noticed are "
        "numbered without gaps, so that no number tells of a secret order."
    )
    result = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    options = OutcomeOptionShape(
        many=True, help_text="The possible results: the true odds in full truth, else those the seat could know."
    )
    chosen = serializers.CharField(help_text="The key of the option that came.")
    draw = DrawShape(allow_null=True, help_text="Null except in full truth, and where nothing was rolled.")
    reasons = ReasonShape(many=True)
    detected = serializers.BooleanField()
    rulings = RulingShape(many=True)


class EntryShape(Shape):
    """One atomic change, in the unit of its figure. `cause` names the outcome that caused it, which has the odds."""

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
    """The outcomes of a turn and every change that followed from them, as far as the reader may know them."""

    turn = serializers.IntegerField()
    seat = serializers.CharField()
    is_full_truth = serializers.BooleanField()
    outcomes = OutcomeShape(many=True)
    entries = EntryShape(many=True)


class BadSheetErrorShape(Shape):
    """A fault of a sheet or of one of its orders: unknown_kind, unknown_target, over_budget, required and others."""

    code = serializers.CharField()
    detail = serializers.CharField(help_text="The fault, and its remedy.")
    attr = serializers.CharField(allow_null=True, help_text="Where: orders, orders.2.kind, revision.")


class BadSheetShape(Shape):
    """400: the request does not have the described form. 422: it has, but names something unknown or breaks a rule."""

    type = serializers.ChoiceField(choices=["validation_error", "client_error"])
    errors = BadSheetErrorShape(many=True)  # type: ignore[assignment]  # the answer's word, as above


class ConflictErrorShape(Shape):
    """The reason why the request came too late."""

    code = serializers.ChoiceField(
        choices=[
            "outdated_sheet",
            "already_submitted",
            "turn_closed",
            "seat_handed_over",
            "not_in_seat",
            "orders_stand",
            "refused",
        ]
    )
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class ConflictShape(Shape):
    """409: the request came too late; the exercise has changed since."""

    type = serializers.ChoiceField(choices=ClientErrorEnum.choices)
    errors = ConflictErrorShape(many=True)  # type: ignore[assignment]

"""The serializers of the API for ensembles. They copy the values of selectors, and check only the form of input."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from drf_standardized_errors.openapi_serializers import ClientErrorEnum
from rest_framework import serializers

from wargame.analysis.access import APART
from wargame.analysis.models import Ensemble
from wargame.analysis.services.ensembles import HIGHEST_SEED, MOST_GAMES
from wargame.engine.values import PARTS_OF_SPLIT
from wargame.exercises.api.order_shapes import OrderShape
from wargame.web.fields import TextField, WholeNumberField, YesNoField

Shape = serializers.Serializer[Any]

OF_TURNS = [choice for choice in Ensemble.Kind.choices if choice[0] not in APART]
"""Trials of dials and second tries have addresses of their own."""

TO_ASK_FOR = [choice for choice in OF_TURNS if choice[0] != Ensemble.Kind.KNOWN_THEN]
"""The reading as known then follows every split by itself."""


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class PoliciesField(serializers.JSONField):
    """The name of a policy by seat. Any other value is one error of the whole field."""

    default_error_messages = {"invalid": "Write the name of a policy for each seat that you name."}

    def to_internal_value(self, data: Any) -> Any:
        """Return the names, if they are text by text."""
        if not isinstance(data, dict) or not all(isinstance(policy, str) for policy in data.values()):
            self.fail("invalid")
        return data


class ChangedOrderShape(Shape):
    """An order that was changed or added."""

    kind = serializers.CharField()
    level = serializers.CharField()
    target = serializers.CharField()
    partner = serializers.CharField()


class ChangeShape(Shape):
    """The one order that a what-if changes."""

    seat = serializers.CharField()
    slot = serializers.IntegerField(help_text="Its place on the sheet, from 0.")
    order = ChangedOrderShape(allow_null=True, help_text="The order that replaces it; null where it is left out.")


class AskedChangeShape(Shape):
    """The one order that is to be another: the seat's in that place, or one more where its sheet ends."""

    seat = TextField(max_length=12)
    slot = WholeNumberField(min_value=0, max_value=98, help_text="Its place on the sheet, from 0.")
    order = OrderShape(allow_null=True, help_text="The order that replaces it; null to leave the order out.")


class TermsShape(Shape):
    """A turn of a finished line to play, on to its ending, once for each seed."""

    kind = serializers.ChoiceField(
        choices=TO_ASK_FOR,
        default=Ensemble.Kind.OUTLOOK.value,
        help_text="outlook: how else it could have gone; attribution: what each order did; comparison: a line and its "
        "original; what_if: the turn as it was ordered and with one order changed; split: what moved the whole game, "
        "from turn 1.",
    )
    turn = WholeNumberField(
        min_value=1,
        max_value=999,
        required=False,
        help_text="The turn to start from, at its opening. A comparison starts where its line was forked.",
    )
    branch = WholeNumberField(
        min_value=1, max_value=32_767, default=None, help_text="The number of the line; the current one if left out."
    )
    games = WholeNumberField(
        min_value=1,
        max_value=MOST_GAMES,
        default=None,
        help_text="Games of each future. A comparison has two futures, an attribution one more than there are orders.",
    )
    seed = WholeNumberField(
        min_value=0, max_value=HIGHEST_SEED, default=1, help_text="The first seed; each game has the next one."
    )
    keeps_orders = YesNoField(
        default=True, help_text="Whether seats give the orders that they gave; in later turns, policies decide."
    )
    policies = PoliciesField(
        default=dict,
        help_text="The policy that decides, by seat; a seat that is left out decides by the scenario's policy.",
    )
    change = AskedChangeShape(
        allow_null=True, default=None, help_text="The one order that a what-if changes; null for other kinds."
    )


class ProgressShape(Shape):
    """The terms of an ensemble, and the number of its games that are played."""

    number = serializers.IntegerField(help_text="Its number in the exercise.")
    kind = serializers.ChoiceField(choices=OF_TURNS)
    branch = serializers.IntegerField()
    turn = serializers.IntegerField()
    keeps_orders = serializers.BooleanField()
    change = ChangeShape(allow_null=True, help_text="Of a what-if.")
    policies = serializers.DictField(child=serializers.CharField())
    games = serializers.IntegerField()
    futures = serializers.IntegerField(help_text="In how many futures each game is played.")
    seed = serializers.IntegerField()
    status = serializers.ChoiceField(choices=Ensemble.Status.choices)
    played = serializers.IntegerField(help_text="Games played so far, counted in whole chunks.")
    chunks = serializers.IntegerField()
    chunks_played = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class EndingCountShape(Shape):
    """The number of games with an ending. `low` to `high` is the 95 % confidence interval of the true share, in 100."""

    key = serializers.CharField()
    name = serializers.CharField()
    games = serializers.IntegerField()
    in_100 = serializers.IntegerField()
    low = serializers.IntegerField()
    high = serializers.IntegerField()


class SeatScoreShape(Shape):
    """A seat's total score over the games, 0 to 100."""

    seat = serializers.CharField()
    mean = serializers.FloatField()
    error = serializers.FloatField(allow_null=True, help_text="The standard error of the mean; null of one game.")


class TurnSpreadShape(Shape):
    """The distribution of a figure after a turn: the 5th, 25th, 50th, 75th and 95th percentile over the games."""

    turn = serializers.IntegerField()
    mean = serializers.FloatField()
    deviation = serializers.FloatField()
    lowest = serializers.FloatField()
    lower = serializers.FloatField()
    median = serializers.FloatField()
    upper = serializers.FloatField()
    highest = serializers.FloatField()
    bars = serializers.ListField(
        child=serializers.IntegerField(), help_text="Games in equal steps of the figure's scale, from low to high."
    )


class FollowedShape(Shape):
    """A figure and its scale, by its name in conditions: `tension KOR RUS`."""

    figure = serializers.CharField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    turns = TurnSpreadShape(many=True)


class ResultShape(Shape):
    """The results of the games. A game that has ended keeps its figures in later turns."""

    games = serializers.IntegerField(help_text="Games counted: all, or those that were played before it was stopped.")
    first_turn = serializers.IntegerField()
    endings = EndingCountShape(many=True)
    scores = SeatScoreShape(many=True)
    figures = FollowedShape(many=True)


class EffectShape(Shape):
    """The difference of the second future from the first, in points, or in games of 100 for an ending.

    `low` to `high` is the 95 % confidence interval of the mean; the middle 80 of 100 pairs differ by `least` to `most`.
    """

    key = serializers.CharField()
    name = serializers.CharField()
    first = serializers.FloatField()
    second = serializers.FloatField()
    mean = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    least = serializers.FloatField()
    most = serializers.FloatField()
    is_clear = serializers.BooleanField(help_text="Whether the confidence interval of the mean excludes 0.")


class AttributedOrderShape(Shape):
    """An order of the turn, and the difference of the future with it (second) from the one without it (first)."""

    seat = serializers.CharField()
    slot = serializers.IntegerField(help_text="Its place on the sheet, from 1.")
    kind = serializers.CharField()
    level = serializers.CharField()
    target = serializers.CharField()
    partner = serializers.CharField()
    effects = EffectShape(many=True)


class ComparisonShape(Shape):
    """The original line (first), and its fork or the line with one change (second), under the same dice."""

    first = ResultShape()
    second = ResultShape()
    effects = EffectShape(many=True)


class MovedShape(Shape):
    """The points of the seat's total that one part moved, with their standard error."""

    part = serializers.ChoiceField(choices=PARTS_OF_SPLIT)
    mean = serializers.FloatField()
    error = serializers.FloatField()


class SplitSeatShape(Shape):
    """The changes of a seat's expected total at the end (0..100). The parts of a turn sum to its change."""

    seat = serializers.CharField()
    values = serializers.ListField(
        child=serializers.FloatField(), help_text="The mean opening, the start of every turn, and the end."
    )
    moved = serializers.ListField(
        child=MovedShape(many=True), help_text="Before the first turn, in every turn, and in the whole game."
    )


class WorthShape(Shape):
    """Points of the seat's total, with their standard error."""

    mean = serializers.FloatField()
    error = serializers.FloatField()


class KnownSeatShape(Shape):
    """The total that a seat could expect at the end, by its knowledge then."""

    seat = serializers.CharField()
    values = serializers.ListField(
        child=serializers.FloatField(), help_text="Before every turn, and after the last one."
    )
    own = WorthShape(many=True, help_text="The worth of its orders by that knowledge, in every turn.")


class OrderOnOfferShape(Shape):
    """An order that was on offer at a turning point in the place of the one that was given; no kind is nothing."""

    turn = serializers.IntegerField()
    seat = serializers.CharField()
    slot = serializers.IntegerField(help_text="The place of the given order on the sheet, from 1.")
    kind = serializers.CharField()
    level = serializers.CharField()
    target = serializers.CharField()
    partner = serializers.CharField()
    known = WorthShape(help_text="Its difference from the given order, by the knowledge of the seat then.")
    hindsight = WorthShape(help_text="The same in the true world, with the real orders of the others.")


class KnownThenShape(Shape):
    """A split game as its seats could know it then."""

    seats = KnownSeatShape(many=True)
    options = OrderOnOfferShape(many=True)


class EnsembleShape(ProgressShape):
    """An ensemble with its result, in the field of its kind; null until all is played or it was stopped.

    A split that is running has the result of its games so far, once a first part of them is played.
    """

    result = ResultShape(allow_null=True, help_text="Of an outlook.")
    attribution = AttributedOrderShape(many=True, allow_null=True, help_text="The order that mattered most is first.")
    comparison = ComparisonShape(allow_null=True)
    split = SplitSeatShape(many=True, allow_null=True, help_text="Every seat's game.")
    known_then = KnownThenShape(allow_null=True, help_text="Every seat's game as it could know it then.")


class RefusalErrorShape(Shape):
    """The reason why I cannot start or read the ensemble, give a sheet, or edit a report."""

    code = serializers.ChoiceField(choices=["still_played", "already_running", "not_taken", "outdated_version"])
    detail = serializers.CharField(help_text="The obstacle, and its remedy.")
    attr = serializers.CharField(allow_null=True)


class RefusalShape(Shape):
    """409: a line or an ensemble is still being played, a class takes no sheet of mine, or a report has changed."""

    type = serializers.ChoiceField(choices=ClientErrorEnum.choices)
    errors = RefusalErrorShape(many=True)  # type: ignore[assignment]  # the answer's word

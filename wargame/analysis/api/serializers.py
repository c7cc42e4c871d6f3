"""The shapes of the API for ensembles; reading only copies what selectors give, writing only checks shapes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from drf_standardized_errors.openapi_serializers import ClientErrorEnum
from rest_framework import serializers

from wargame.analysis.models import Ensemble
from wargame.analysis.services.ensembles import HIGHEST_SEED, MOST_GAMES
from wargame.web.fields import WholeNumberField, YesNoField

Shape = serializers.Serializer[Any]


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class PoliciesField(serializers.JSONField):
    """A policy's name by seat; whatever else is sent is one error of the whole field."""

    default_error_messages = {"invalid": "Write the name of a policy for each seat that you name."}

    def to_internal_value(self, data: Any) -> Any:
        """The names, if they may be some."""
        if not isinstance(data, dict) or not all(isinstance(policy, str) for policy in data.values()):
            self.fail("invalid")
        return data


class TermsShape(Shape):
    """What to play: a turn of a finished line, onward to its ending, once for each seed."""

    kind = serializers.ChoiceField(
        choices=[choice for choice in Ensemble.Kind.choices if choice[0] != Ensemble.Kind.WHAT_IF],
        default=Ensemble.Kind.OUTLOOK.value,
        help_text="How else it could have gone; what each order of the turn did; a line beside that it parted from.",
    )
    turn = WholeNumberField(
        min_value=1,
        max_value=999,
        required=False,
        help_text="The turn to start from, at its opening; a comparison starts where its line has parted.",
    )
    branch = WholeNumberField(
        min_value=1, max_value=32_767, default=None, help_text="The number of the line; the current one if left out."
    )
    games = WholeNumberField(
        min_value=1,
        max_value=MOST_GAMES,
        default=None,
        help_text="Games of each future: of a comparison two, of an attribution one more than there are orders.",
    )
    seed = WholeNumberField(
        min_value=0, max_value=HIGHEST_SEED, default=1, help_text="The first seed; each game has the next one."
    )
    keeps_orders = YesNoField(
        default=True, help_text="Whether the orders of the turn are given as they were; later turns have only policies."
    )
    policies = PoliciesField(
        default=dict,
        help_text="Who decides, by seat; a seat that is left out decides by the scenario's policy.",
    )


class ChangedOrderShape(Shape):
    """An order that was changed or added."""

    kind = serializers.CharField()
    level = serializers.CharField()
    target = serializers.CharField()
    partner = serializers.CharField()


class ChangeShape(Shape):
    """The one order that is another in a what-if."""

    seat = serializers.CharField()
    slot = serializers.IntegerField(help_text="Its place on the sheet, from 0.")
    order = ChangedOrderShape(allow_null=True, help_text="What stands there instead; null where it is left out.")


class ProgressShape(Shape):
    """An ensemble as it was asked for, and how far it is."""

    number = serializers.IntegerField(help_text="Its number in the exercise.")
    kind = serializers.ChoiceField(choices=Ensemble.Kind.choices)
    branch = serializers.IntegerField()
    turn = serializers.IntegerField()
    keeps_orders = serializers.BooleanField()
    change = ChangeShape(allow_null=True, help_text="Of a what-if, which people ask for on its page.")
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
    """How many games came to an ending; `low` to `high` is the range in which chance leaves the true share, in 100."""

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
    error = serializers.FloatField(help_text="The standard error of the mean.")


class TurnSpreadShape(Shape):
    """Where a figure stands after a turn: 5, 25, 50, 75 and 95 of 100 games are no higher."""

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
    """A figure and its scale, by the name it has in conditions: `tension KOR RUS`."""

    figure = serializers.CharField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    turns = TurnSpreadShape(many=True)


class ResultShape(Shape):
    """What became of the games; one that has ended stands still in later turns."""

    games = serializers.IntegerField(help_text="Games counted: all, or those that were played before it was stopped.")
    first_turn = serializers.IntegerField()
    endings = EndingCountShape(many=True)
    scores = SeatScoreShape(many=True)
    figures = FollowedShape(many=True)


class EffectShape(Shape):
    """What the second future has more than the first, in points, or in games of 100 for an ending.

    `low` to `high` is the range in which chance leaves the mean; the middle 80 of 100 pairs differ by `least` to
    `most`.
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
    is_clear = serializers.BooleanField(help_text="Whether the mean is told from chance.")


class AttributedOrderShape(Shape):
    """An order of the turn, and what there is with it (second) more than without it (first)."""

    seat = serializers.CharField()
    slot = serializers.IntegerField(help_text="Its place on the sheet, from 1.")
    kind = serializers.CharField()
    level = serializers.CharField()
    target = serializers.CharField()
    partner = serializers.CharField()
    effects = EffectShape(many=True)


class ComparisonShape(Shape):
    """The original (first), and the line that parted from it or the one change (second), under the same dice."""

    first = ResultShape()
    second = ResultShape()
    effects = EffectShape(many=True)


class EnsembleShape(ProgressShape):
    """An ensemble with what was found, under the name of its kind; null until all is played or it was stopped."""

    result = ResultShape(allow_null=True, help_text="Of an outlook.")
    attribution = AttributedOrderShape(many=True, allow_null=True, help_text="The order that mattered most is first.")
    comparison = ComparisonShape(allow_null=True)


class RefusalErrorShape(Shape):
    """Why the ensemble cannot be asked for or read now."""

    code = serializers.ChoiceField(choices=["still_played", "already_running"])
    detail = serializers.CharField(help_text="What stands in the way, and what to do about it.")
    attr = serializers.CharField(allow_null=True)


class RefusalShape(Shape):
    """409: a line is still being played, or another ensemble is."""

    type = serializers.ChoiceField(choices=ClientErrorEnum.choices)
    errors = RefusalErrorShape(many=True)  # type: ignore[assignment]  # the answer's word

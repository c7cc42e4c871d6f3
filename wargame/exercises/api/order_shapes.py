"""The serializers of orders: what a seat is offered, and the sheets that it reads and sends."""

from typing import Any

from rest_framework import serializers

from wargame.engine.values import LONGEST_BLOC, Bloc
from wargame.exercises.api.errors import NamedTwice
from wargame.exercises.api.serializers import BLOC, Shape
from wargame.web.fields import TextField, WholeNumberField


class LevelShape(Shape):
    """A level of an order kind, and its cost in order points."""

    key = serializers.CharField()
    name = serializers.CharField()
    cost = serializers.IntegerField()
    help = serializers.CharField()


class BarredShape(Shape):
    """A state that cannot be the target now, and the reason."""

    code = serializers.CharField()
    why_not = serializers.CharField()


class SeveralShape(Shape):
    """The number of states that one order may name together, and the points that each beyond the first costs."""

    least = serializers.IntegerField()
    most = serializers.IntegerField()
    each_more = serializers.IntegerField()


class OptionShape(Shape):
    """An order kind that the seat is offered, and why it cannot be given now, or not at some states."""

    kind = serializers.CharField()
    name = serializers.CharField()
    domain = serializers.CharField()
    help = serializers.CharField()
    notice = serializers.CharField()
    visibility = serializers.CharField()
    levels = LevelShape(many=True)
    targets = serializers.ListField(child=serializers.CharField(help_text=BLOC))
    partners = serializers.ListField(child=serializers.CharField(help_text=BLOC))
    several_targets = SeveralShape(allow_null=True, help_text="Null where an order names one target.")
    several_partners = SeveralShape(allow_null=True, help_text="Null where an order names one partner.")
    is_available = serializers.BooleanField()
    why_not = serializers.CharField(allow_blank=True)
    barred = BarredShape(many=True)


def sent_codes(help_text: str) -> serializers.ListField:
    """Return a field for the codes of states, which clients may send instead of a bloc."""
    child = TextField(max_length=3)
    return serializers.ListField(child=child, max_length=24, required=False, write_only=True, help_text=help_text)


class OrderShape(Shape):
    """One order."""

    kind = TextField(max_length=80)
    level = TextField(max_length=80, allow_blank=True, default="")
    target = TextField(max_length=LONGEST_BLOC, allow_blank=True, default="", help_text=BLOC)
    partner = TextField(max_length=LONGEST_BLOC, allow_blank=True, default="", help_text=BLOC)
    targets = sent_codes("The target as a list of codes, in any order; `target` may be left out beside it.")
    partners = sent_codes("The partner as a list of codes, as for `targets`.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Write whom the order names as one bloc, whichever way it was sent. Raises NamedTwice (422)."""
        for one, several in (("target", "targets"), ("partner", "partners")):
            listed, named = Bloc.of(attrs.pop(several, ())), Bloc.of(Bloc(attrs[one]).states)
            if listed and named not in ("", listed):
                raise NamedTwice(f"`{one}` and `{several}` of an order name different states. Send one of the two.")
            attrs[one] = str(named or listed)
        return attrs


class SheetShape(Shape):
    """A seat's orders, in the order in which they are paid, with the revision that the author saw (0 for none)."""

    orders = serializers.ListField(child=OrderShape(), max_length=20)
    revision = WholeNumberField(min_value=0, max_value=2_147_483_647)


class OwnSheetShape(SheetShape):
    """The reader's sheet as stored."""

    is_ready = serializers.BooleanField()


class ReceiptShape(Shape):
    """The receipt of a submitted sheet: its revision, the hash of its orders, and whether the turn has closed."""

    revision = serializers.IntegerField()
    order_hash = serializers.CharField(help_text="SHA-256 of the orders in canonical JSON.")
    is_turn_closed = serializers.BooleanField()

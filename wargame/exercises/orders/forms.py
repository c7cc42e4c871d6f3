"""The shapes of what an order sheet posts; whether an order is legal, the engine says."""

from django import forms

from wargame.engine.values import LONGEST_BLOC, Bloc
from wargame.exercises.models.kept_answer import KEY_LENGTH as IDEMPOTENCY_KEY_LENGTH

Row = dict[str, str]


_KEY_LENGTH = 80
MOST_SLOTS = 20
"""More orders than a sheet can hold."""


class BlocField(forms.CharField):
    """A bloc: one state, or several, each posted by itself."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: list[str] | str | None) -> str:
        values = [value] if isinstance(value, str) else value or []
        named: str = super().clean(Bloc.of(code for each in values for code in Bloc(each).states))
        return named


class StaffForm(forms.Form):
    """The question to the staff: an order by its slot, from 1; 0 for the whole sheet; or an agreement by its key."""

    slot = forms.CharField(max_length=_KEY_LENGTH)

    def clean_slot(self) -> int | str:
        named: str = self.cleaned_data["slot"]
        return min(int(named), MOST_SLOTS) if named.isdecimal() else named


class RevisionForm(forms.Form):
    """The revision of the order sheet that the page was made from (0 for none), the seat whose sheet that is, and a key
    by which the form is known when it comes again."""

    revision = forms.IntegerField(min_value=0, max_value=1_000_000)
    seat = forms.CharField(max_length=_KEY_LENGTH, required=False)
    key = forms.SlugField(max_length=IDEMPOTENCY_KEY_LENGTH, required=False)

    def without_key(self) -> dict[str, object]:
        """All that the form says but its key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    def is_of(self, role: str) -> bool:
        """Return whether the form speaks of this seat's sheet, as far as it says."""
        return self.cleaned_data["seat"] in {"", role}


class OrderForm(RevisionForm):
    """One order: kind and level, and whom it concerns where the kind asks for it."""

    kind = forms.CharField(max_length=_KEY_LENGTH)
    level = forms.CharField(max_length=_KEY_LENGTH, required=False)
    target = BlocField(max_length=LONGEST_BLOC, required=False)
    partner = BlocField(max_length=LONGEST_BLOC, required=False)

    def row(self) -> Row:
        """Return the order as a sheet keeps it."""
        return {name: self.cleaned_data[name] for name in ("kind", "level", "target", "partner")}


class ChangeForm(RevisionForm):
    """The change of an order that stands; what is not posted stays.

    With a `kind` the form says the whole order. `instead` is another kind that is to take its place, as it is offered.
    """

    kind = forms.CharField(max_length=_KEY_LENGTH, required=False)
    instead = forms.CharField(max_length=_KEY_LENGTH, required=False)
    level = forms.CharField(max_length=_KEY_LENGTH, required=False)
    target = BlocField(max_length=LONGEST_BLOC, required=False)
    partner = BlocField(max_length=LONGEST_BLOC, required=False)

    def changed(self, row: Row) -> Row:
        """Return the order with what was posted; blank but for its kind where another one takes its place."""
        blank = {"level": "", "target": "", "partner": ""}
        if (instead := self.cleaned_data["instead"]) not in {"", row["kind"]}:
            return {"kind": instead} | blank
        posted = {name: self.cleaned_data[name] for name in ("kind", "level", "target", "partner") if name in self.data}
        base = row if posted.get("kind", "") in {"", row["kind"]} else blank
        # A kind or level posted blank stays. A bloc posted blank names nobody: the last of its boxes was unticked.
        return base | {name: value for name, value in posted.items() if value or name in {"target", "partner"}}

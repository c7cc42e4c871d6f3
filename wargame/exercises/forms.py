"""The shapes of what pages post; whether an order is legal, the engine says."""

from django import forms

Row = dict[str, str]

_KEY_LENGTH = 80


class RevisionForm(forms.Form):
    """The revision of the order sheet that the page was made from; 0 for none."""

    revision = forms.IntegerField(min_value=0, max_value=1_000_000)


class OrderForm(RevisionForm):
    """One order: kind and level, and whom it concerns where the kind asks for it."""

    kind = forms.CharField(max_length=_KEY_LENGTH)
    level = forms.CharField(max_length=_KEY_LENGTH, required=False)
    target = forms.CharField(max_length=_KEY_LENGTH, required=False)
    partner = forms.CharField(max_length=_KEY_LENGTH, required=False)

    def row(self) -> Row:
        """The order as a sheet keeps it."""
        return {name: self.cleaned_data[name] for name in ("kind", "level", "target", "partner")}


class ChangeForm(RevisionForm):
    """What is to be changed about an order that stands; what is not posted stays."""

    level = forms.CharField(max_length=_KEY_LENGTH, required=False)
    target = forms.CharField(max_length=_KEY_LENGTH, required=False)
    partner = forms.CharField(max_length=_KEY_LENGTH, required=False)

    def changed(self, row: Row) -> Row:
        """The order with what was posted."""
        posted = {name: self.cleaned_data[name] for name in ("level", "target", "partner")}
        return row | {name: value for name, value in posted.items() if name in self.data and value}


class SoloForm(forms.Form):
    """Which scenario to play alone, and as whom; both may be left to the scenario."""

    scenario = forms.SlugField(max_length=80, required=False)
    seat = forms.CharField(max_length=3, required=False)


class SeatForm(forms.Form):
    """The seat to move to."""

    role = forms.CharField(max_length=3)


class LineForm(forms.Form):
    """The line of turns to go on with."""

    line = forms.IntegerField(min_value=1, max_value=100_000)

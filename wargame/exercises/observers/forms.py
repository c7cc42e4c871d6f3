"""The shapes of what observers may see, and of what they note."""

from django import forms


class SightForm(forms.Form):
    """What an observer may see: "common", "all" or a role; and whether they note observations."""

    sight = forms.CharField(max_length=6)
    may_note = forms.BooleanField(required=False)


class ObservationForm(forms.Form):
    """What an evaluator saw; whether it can be kept, the service says."""

    def word(self, name: str) -> str:
        """What was posted under a name, as far as a database takes it; "" for nothing."""
        return str(self.data.get(name, "")).replace("\0", "")

"""The shapes of what pages post; whether an order is legal, the engine says."""

from django import forms

from wargame.exercises.models.repeat import KEY_LENGTH as IDEMPOTENCY_KEY_LENGTH
from wargame.exercises.msel import FIELDS
from wargame.exercises.services.inject_drafts import Draft
from wargame.exercises.services.rulings import Decision, Point

Row = dict[str, str]

_KEY_LENGTH = 80


class RevisionForm(forms.Form):
    """The revision of the order sheet that the page was made from (0 for none), the seat whose sheet that is, and a key
    by which the form is known when it comes again."""

    revision = forms.IntegerField(min_value=0, max_value=1_000_000)
    seat = forms.CharField(max_length=_KEY_LENGTH, required=False)
    key = forms.SlugField(max_length=IDEMPOTENCY_KEY_LENGTH, required=False)

    def said(self) -> dict[str, object]:
        """All that the form says but its key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    def is_of(self, role: str) -> bool:
        """Whether the form speaks of this seat's sheet, as far as it says."""
        return self.cleaned_data["seat"] in {"", role}


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


class RolesField(forms.MultipleChoiceField):
    """Role codes; whether the exercise has such seats, the service says."""

    def valid_value(self, value: object) -> bool:
        return True


class MessageForm(forms.Form):
    """What somebody writes, and to whom; whether it can be sent, the service says."""

    to = RolesField(required=False)
    is_statement = forms.BooleanField(required=False)
    text = forms.CharField(required=False, strip=False)


class InjectForm(forms.Form):
    """An inject as it is entered: common words, who reads it, words of a seat's own (`title_KOR`), and when it comes.

    Whether it can be kept, the service says.
    """

    action = forms.CharField(max_length=20)
    title = forms.CharField(required=False)
    text = forms.CharField(required=False)
    kind = forms.CharField(max_length=20, required=False)
    source = forms.CharField(required=False)
    time = forms.CharField(required=False)
    grade = forms.CharField(required=False)
    to = RolesField(required=False)
    due = forms.CharField(max_length=20, required=False)
    turn = forms.IntegerField(min_value=1, max_value=1_000, required=False)
    condition = forms.CharField(max_length=4_000, required=False)
    tap = forms.CharField(max_length=64, required=False)

    def clean(self) -> dict[str, object]:
        """A condition that is written and not chosen would be forgotten in silence."""
        told = super().clean() or {}
        if told.get("action") == "save" and told.get("condition") and told.get("due") != "condition":
            raise forms.ValidationError("A condition is written, and another time is chosen: choose it, or empty it.")
        return told

    @property
    def fault(self) -> str:
        """What is wrong with the form, in a sentence."""
        own = self.non_field_errors()
        return str(own[0]) if own else "The form was not complete: use its buttons and its own choices."

    @property
    def draft(self) -> Draft:
        """What the service takes."""
        told = self.cleaned_data
        return Draft(
            title=told["title"],
            texts={role: self.words(role) for role in told["to"]},
            turn=told["turn"] if told["due"] == "turn" else None,
            when=tuple(told["condition"].splitlines()) if told["due"] == "condition" else (),
        )

    def words(self, role: str) -> dict[str, str]:
        """What a seat is to read: the common words, or its own where there are some."""
        own = {name: self.own(name, role) for name in ("title", "text", "source", "time")}
        return {name: own.get(name) or self.cleaned_data[name] for name in FIELDS}

    def own(self, name: str, role: str) -> str:
        """A seat's own words in a field, "" where it has none."""
        return str(self.data.get(f"{name}_{role}", "")).strip()


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


class JoinForm(forms.Form):
    """Who joins, and where they would sit; `tap` tells a form that was sent twice from two forms."""

    name = forms.CharField(max_length=1000, required=False, strip=True)
    role = forms.CharField(max_length=3, required=False)
    watches = forms.BooleanField(required=False)
    tap = forms.CharField(max_length=64, required=False)


class PlaceForm(forms.Form):
    """Where the white cell moves a person: a seat by role, or none to wait."""

    person = forms.IntegerField(min_value=1)
    role = forms.CharField(max_length=3, required=False)


class SwitchForm(forms.Form):
    """Something that is on or off, about one seat or about the exercise."""

    role = forms.CharField(max_length=3, required=False)
    on = forms.BooleanField(required=False)


class ControlForm(forms.Form):
    """One act of the white cell on a turn, with minutes and a reason where it takes them."""

    action = forms.CharField(max_length=20)
    minutes = forms.IntegerField(min_value=-20160, max_value=20160, required=False)
    why = forms.CharField(max_length=500, required=False)
    rest = forms.BooleanField(required=False)
    seen = forms.CharField(max_length=64, required=False)

    @property
    def seconds(self) -> int:
        """The posted minutes in seconds; 0 where none were."""
        return 60 * (self.cleaned_data["minutes"] or 0)

    @property
    def accepts_rest(self) -> bool:
        """Whether outcomes that nobody has judged may be shown."""
        return bool(self.cleaned_data["rest"])

    @property
    def looked_at(self) -> str:
        """The digest of the results that the page showed, "" where there were none."""
        return str(self.cleaned_data["seen"])

    @property
    def reason(self) -> str:
        """Why, in the white cell's own words; "" where it gave none."""
        return str(self.cleaned_data["why"])


class JudgeForm(forms.Form):
    """One act of the white cell on an outcome in review; what an act needs of it, the service says."""

    about = forms.CharField(max_length=120, required=False)
    result = forms.CharField(max_length=80, required=False)
    reason = forms.CharField(max_length=500, required=False)
    is_public = forms.BooleanField(required=False)
    seen = forms.CharField(max_length=64, required=False)
    argument = forms.IntegerField(min_value=0, required=False)
    strength = forms.IntegerField(required=False)
    side = forms.ChoiceField(choices=[("for", "For"), ("against", "Against")], required=False)

    def text(self, name: str) -> str:
        """A field as it was posted, "" where it was not."""
        return str(self.cleaned_data[name] or "")

    def number(self, name: str) -> int:
        """A number as it was posted, 0 where it was not."""
        return int(self.cleaned_data[name] or 0)

    def decision(self) -> Decision:
        """What an outcome is to be."""
        told = (self.text("about"), self.text("result"), self.text("reason"))
        return Decision(*told, is_public=self.cleaned_data["is_public"], seen=self.text("seen"))

    def point(self) -> Point:
        """An argument."""
        return Point(self.text("about"), self.text("side") != "against", self.text("reason"), self.number("strength"))


class PleaForm(forms.Form):
    """An argument of a seat for one of its own orders, by its place on the sheet from 1."""

    slot = forms.IntegerField(min_value=1, max_value=50)
    text = forms.CharField(max_length=300)


class AnswerForm(forms.Form):
    """What a seat says to a question of the white cell, by the question's key."""

    question = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    text = forms.CharField(max_length=2_000)


class TakeoverForm(forms.Form):
    """Which seat goes to whom, and why."""

    role = forms.CharField(max_length=3)
    to = forms.ChoiceField(choices=[("ai", "AI"), ("people", "People")])
    reason = forms.CharField(max_length=500, required=False)


class EndForm(forms.Form):
    """The end of an exercise, confirmed by typing its code."""

    typed = forms.CharField(max_length=12)
    reason = forms.CharField(max_length=500, required=False)


class SightForm(forms.Form):
    """What an observer may see: "common", "all" or a role; and whether they note observations."""

    sight = forms.CharField(max_length=6)
    may_note = forms.BooleanField(required=False)


class ObservationForm(forms.Form):
    """What an evaluator saw; whether it can be kept, the service says."""

    def word(self, name: str) -> str:
        """What was posted under a name, as far as a database takes it; "" for nothing."""
        return str(self.data.get(name, "")).replace("\0", "")

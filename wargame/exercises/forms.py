"""The shapes of what pages post; whether an order is legal, the engine says."""

from math import ceil
from typing import Self

from django import forms
from django.forms.models import model_to_dict
from django.http import QueryDict

from wargame.accounts.forms import InputMixin
from wargame.exercises.models import Exercise
from wargame.exercises.msel import FIELDS
from wargame.exercises.services.classes import MOST_GROUPS, Rules
from wargame.exercises.services.inject_drafts import Draft
from wargame.exercises.services.rulings import Decision, Point

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


class RulesForm(InputMixin, forms.Form):
    """How an exercise with a class is to run; times in minutes, 0 for no timer."""

    title = forms.CharField(
        label="Name", max_length=120, required=False, help_text="What your class calls it, such as IR 304, Section B."
    )
    mode = forms.ChoiceField(
        label="Who orders",
        choices=[("class", "A class, in teams"), ("sandbox", "I alone, for every seat")],
        initial="class",
        required=False,
        help_text="Alone there are no times, teams or messages, and the first turn opens at once.",
    )
    groups = forms.IntegerField(
        label="Parallel groups",
        min_value=1,
        max_value=MOST_GROUPS,
        initial=1,
        required=False,
        help_text="More than one play side by side, with one code to join and one page to lead them.",
    )
    brief_minutes = forms.IntegerField(label="Brief (minutes)", min_value=0, max_value=20160, initial=2)
    orders_minutes = forms.IntegerField(
        label="Orders (minutes)", min_value=0, max_value=20160, initial=10, help_text="0 means no timer."
    )
    grace_minutes = forms.IntegerField(
        label="Grace for missed orders (minutes)",
        min_value=0,
        max_value=20160,
        initial=0,
        help_text="Once, if a seat has nothing on its sheet when time is up.",
    )
    missed = forms.ChoiceField(
        label="A seat without orders",
        choices=[("hold", "Holds its position"), ("policy", "Is decided by the AI")],
        initial="hold",
    )
    messages = forms.ChoiceField(
        label="Messages between seats",
        choices=[
            ("monitored", "The white cell can read them"),
            ("open", "Private to those they are for"),
            ("off", "Off"),
        ],
        initial="monitored",
        required=False,
        help_text="Seats can ask the white cell in any case.",
    )
    adjudication = forms.ChoiceField(
        label="Outcomes",
        choices=[
            ("semi_rigid", "The white cell reviews those of high stakes"),
            ("rigid", "Stand as the dice fall"),
            ("free", "The white cell decides each"),
        ],
        initial="semi_rigid",
        required=False,
        help_text="What is reviewed waits for you before the seats see it.",
    )
    seat_size = forms.IntegerField(label="Most people in a seat", min_value=1, max_value=50, initial=8)
    allows_reopen = forms.BooleanField(
        label="Teams may take submitted orders back while time lasts", required=False, initial=True
    )

    @classmethod
    def of(cls, exercise: Exercise, data: QueryDict | None = None) -> Self:
        """The form filled with an exercise's rules, or with what was posted to change them; mode and groups stay."""
        told = model_to_dict(exercise, ["title", "missed", "messages", "adjudication", "seat_size", "allows_reopen"])
        seconds = (exercise.brief_seconds, exercise.orders_seconds, exercise.grace_seconds)
        minutes = zip(("brief_minutes", "orders_minutes", "grace_minutes"), seconds, strict=True)
        form = cls(data, initial=told | {name: ceil(each / 60) for name, each in minutes})
        del form.fields["mode"], form.fields["groups"]
        return form

    def rules(self) -> Rules:
        """The rules as the service takes them; one person alone needs no times and nobody to write to."""
        told = self.cleaned_data
        title = " ".join(told["title"].split())
        if told.get("mode") == Exercise.Mode.SANDBOX:
            off = Exercise.Messages.OFF
            return Rules(title=title, mode=Exercise.Mode.SANDBOX, brief_seconds=0, orders_seconds=0, messages=off)
        return Rules(
            title=title,
            brief_seconds=60 * told["brief_minutes"],
            orders_seconds=60 * told["orders_minutes"],
            grace_seconds=60 * told["grace_minutes"],
            missed=told["missed"],
            adjudication=told["adjudication"] or Exercise.Adjudication.SEMI_RIGID,
            messages=told["messages"] or Exercise.Messages.MONITORED,
            seat_size=told["seat_size"],
            allows_reopen=told["allows_reopen"],
        )


class JoinForm(forms.Form):
    """Who joins, and where they would sit; `tap` tells a form that was sent twice from two forms."""

    name = forms.CharField(max_length=1000, required=False, strip=True)
    role = forms.CharField(max_length=3, required=False)
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


class TakeoverForm(forms.Form):
    """Which seat goes to whom, and why."""

    role = forms.CharField(max_length=3)
    to = forms.ChoiceField(choices=[("ai", "AI"), ("people", "People")])
    reason = forms.CharField(max_length=500, required=False)


class EndForm(forms.Form):
    """The end of an exercise, confirmed by typing its code."""

    typed = forms.CharField(max_length=12)
    reason = forms.CharField(max_length=500, required=False)

"""The form with the rules of a class."""

from dataclasses import replace
from math import ceil
from typing import Self

from django import forms
from django.forms.models import model_to_dict
from django.http import QueryDict

from wargame.accounts.forms import InputMixin
from wargame.exercises.lobby.forms import ADVICE
from wargame.exercises.lobby.services.classes import MOST_GROUPS, Rules
from wargame.exercises.models import Exercise
from wargame.exercises.turns.domain import TIMERS
from wargame.web.clocks import zones

_KEPT = (
    "title",
    "missed",
    "messages",
    "adjudication",
    "time_zone",
    "seat_size",
    "observer_delay",
    "first_turn",
    "shows_receipts",
    "advice",
    "allows_observers",
    "allows_reopen",
)
"""The rules that have the same name and value in the form and in the exercise."""


class RulesForm(InputMixin, forms.Form):
    """The rules of a class. Times are in minutes; 0 means no timer."""

    title = forms.CharField(
        label="Name", max_length=120, required=False, help_text="The name of your class, such as IR 304, Section B."
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
    review_minutes = forms.IntegerField(
        label="Review (minutes)",
        min_value=0,
        max_value=20160,
        initial=2,
        required=False,
        help_text="Planned. You end it; the clock tells you how long you take.",
    )
    reveal_minutes = forms.IntegerField(
        label="Results (minutes)", min_value=0, max_value=20160, initial=2, required=False, help_text="Planned."
    )
    discuss_minutes = forms.IntegerField(
        label="Discussion of a turn (minutes)",
        min_value=0,
        max_value=20160,
        initial=2,
        required=False,
        help_text="Planned.",
    )
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=[(zone, zone.replace("_", " ")) for zone in zones()],
        initial="UTC",
        required=False,
        widget=forms.Select(attrs={"data-own-zone": ""}),
        help_text="In which everybody reads deadlines and times.",
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
        help_text="You see the results in review before the seats do.",
    )
    advice = forms.ChoiceField(
        label="Figures about orders",
        choices=ADVICE,
        initial=Exercise.Advice.NONE,
        required=False,
        help_text="The effect of an order on the aims. Odds are shown in any case.",
    )
    first_turn = forms.IntegerField(
        label="Begin with turn",
        min_value=1,
        initial=1,
        required=False,
        help_text="Parley plays the turns before from the record, and the AI plays states that the record leaves out.",
    )
    seat_size = forms.IntegerField(label="Most people in a seat", min_value=1, max_value=50, initial=8)
    observer_delay = forms.IntegerField(
        label="Observers see things later (turns)", min_value=0, max_value=50, initial=0, required=False
    )
    allows_observers = forms.BooleanField(label="Observers may join by the code", required=False)
    allows_reopen = forms.BooleanField(
        label="Teams may take submitted orders back while time lasts", required=False, initial=True
    )
    shows_receipts = forms.BooleanField(label="The author of a message sees which seats have read it", required=False)

    @classmethod
    def of(cls, exercise: Exercise, data: QueryDict | None = None) -> Self:
        """Return the form filled with an exercise's rules, or with what was posted to change them; mode and groups are
        fixed.
        """
        stored = model_to_dict(exercise, _KEPT)
        minutes = {f"{timer}_minutes": ceil(getattr(exercise, f"{timer}_seconds") / 60) for timer in TIMERS}
        form = cls(data, initial=stored | minutes)
        del form.fields["mode"], form.fields["groups"]
        return form

    def rules(self) -> Rules:
        """Return the rules for the service. A sandbox has no times and no messages."""
        data = self.cleaned_data
        title = " ".join(data["title"].split())
        if data.get("mode") == Exercise.Mode.SANDBOX:
            off = Exercise.Messages.OFF
            untimed = Rules(title=title, mode=Exercise.Mode.SANDBOX, brief_seconds=0, orders_seconds=0, messages=off)
            alone, first = Exercise.Advice.ON_REQUEST, data["first_turn"] or 1
            return replace(untimed, time_zone=data["time_zone"] or "UTC", advice=alone, first_turn=first)
        return Rules(
            title=title,
            brief_seconds=60 * data["brief_minutes"],
            orders_seconds=60 * data["orders_minutes"],
            grace_seconds=60 * data["grace_minutes"],
            review_seconds=60 * (data["review_minutes"] or 0),
            reveal_seconds=60 * (data["reveal_minutes"] or 0),
            discuss_seconds=60 * (data["discuss_minutes"] or 0),
            time_zone=data["time_zone"] or "UTC",
            missed=data["missed"],
            adjudication=data["adjudication"] or Exercise.Adjudication.SEMI_RIGID,
            messages=data["messages"] or Exercise.Messages.MONITORED,
            advice=data["advice"] or Exercise.Advice.NONE,
            first_turn=data["first_turn"] or 1,
            seat_size=data["seat_size"],
            allows_reopen=data["allows_reopen"],
            shows_receipts=data["shows_receipts"],
            allows_observers=data["allows_observers"],
            observer_delay=data["observer_delay"] or 0,
        )

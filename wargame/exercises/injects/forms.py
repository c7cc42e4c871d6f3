"""The shape of an inject as the white cell enters it."""

import re
from collections.abc import Iterator

from django import forms

from wargame.engine.values import Setting
from wargame.exercises.diplomacy.forms import RolesField
from wargame.exercises.injects.domain import MOST_EFFECTS, clause_of
from wargame.exercises.injects.services.drafts import InjectDraft
from wargame.exercises.msel import FIELDS

ADD, DROP = "add_clause", "drop_clause_"
"""The values that the buttons beside the clauses of a condition post; the number of a clause follows the second."""


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
    subject = forms.CharField(max_length=200, required=False)
    sign = forms.CharField(max_length=2, required=False)
    amount = forms.IntegerField(min_value=-1_000, max_value=1_000, required=False)
    negates = forms.BooleanField(required=False)
    tap = forms.CharField(max_length=64, required=False)

    def clean(self) -> dict[str, object]:
        """Refuses a condition that was written but not chosen: it would be lost without a word."""
        data = super().clean() or {}
        if data.get("action") == "save" and data.get("condition") and data.get("due") != "condition":
            raise forms.ValidationError("A condition is written, and another time is chosen: choose it, or empty it.")
        return data

    def condition_with(self, setting: Setting) -> str:
        """Return the condition with the clause that is chosen in the menus, or without the one whose button was
        pressed.

        Raises `NoSuchClause`.
        """
        data = self.cleaned_data
        clauses = [line.strip() for line in data["condition"].splitlines() if line.strip()]
        if data["action"].startswith(DROP):
            place = data["action"].removeprefix(DROP)
            return "\n".join(each for number, each in enumerate(clauses) if str(number) != place)
        chosen = {"sign": data["sign"], "amount": data["amount"], "negates": data["negates"]}
        return "\n".join([*clauses, clause_of(setting, data["subject"], **chosen)])

    @property
    def fault(self) -> str:
        """The form's first fault, in a sentence."""
        own = self.non_field_errors()
        return str(own[0]) if own else "The form was not complete: use its buttons and its own choices."

    @property
    def draft(self) -> InjectDraft:
        """Return the draft that the service takes."""
        data = self.cleaned_data
        return InjectDraft(
            title=data["title"],
            texts={role: self.words(role) for role in data["to"]},
            turn=data["turn"] if data["due"] == "turn" else None,
            effects=tuple(self.effects),
            when=tuple(data["condition"].splitlines()) if data["due"] == "condition" else (),
        )

    @property
    def effects(self) -> Iterator[tuple[str, int]]:
        """The figures that are to move, by their keys, with the points; a row without a figure moves none."""
        for number in range(1, MOST_EFFECTS + 1):
            key, points = (str(self.data.get(f"{name}_{number}", "")).strip() for name in ("figure", "points"))
            if key:
                yield key, int(points) if re.fullmatch(r"[+-]?\d{1,4}", points, re.ASCII) else 0

    def words(self, role: str) -> dict[str, str]:
        """Return the words that a seat is to read: the common words, or its own where there are some."""
        own = {name: self.own(name, role) for name in ("title", "text", "source", "time")}
        return {name: own.get(name) or self.cleaned_data[name] for name in FIELDS}

    def own(self, name: str, role: str) -> str:
        """Return a seat's own words in a field, "" where it has none."""
        return str(self.data.get(f"{name}_{role}", "")).strip()

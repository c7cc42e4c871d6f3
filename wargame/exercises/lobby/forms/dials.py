"""The form with the dials of an exercise: what is left empty is as the scenario has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from scenarios.models import ScenarioVersion
from wargame.exercises.exercise_dials import Family, SetDial, bounds_problem, families_of


@dataclass(frozen=True)
class DialField:
    """A dial with its field."""

    set_dial: SetDial
    field: BoundField


@dataclass(frozen=True)
class DialFields:
    """A family of rules with the fields of its dials; `is_open` where one of them is filled or wrong."""

    family: Family
    fields: tuple[DialField, ...]
    is_open: bool


class DialsForm(forms.Form):
    """A field for each dial of the engine's table, filled for those that the exercise sets otherwise."""

    def __init__(
        self, data: QueryDict | None, version: ScenarioVersion, chosen: Mapping[str, float] | None = None
    ) -> None:
        super().__init__(
            data, label_suffix="", initial={_name(key): f"{value:g}" for key, value in (chosen or {}).items()}
        )
        self.families = families_of(version, chosen or {})
        for each in (one for family in self.families for one in family.dials):
            self.fields[_name(each.dial.key)] = _field(each)

    def clean(self) -> None:
        """Refuse what is out of a dial's range, and name the range."""
        for key, value in self.chosen().items():
            if problem := bounds_problem(key, value):
                self.add_error(_name(key), problem)

    def chosen(self) -> dict[str, float]:
        """Return the values that were entered, by key."""
        entered = ((one.dial.key, self.cleaned_data.get(_name(one.dial.key))) for one in self._dials())
        return {key: value for key, value in entered if value is not None}

    @property
    def groups(self) -> tuple[DialFields, ...]:
        """The fields by family."""
        return tuple(self._group(family) for family in self.families)

    @property
    def is_open(self) -> bool:
        """Tell if anything is filled or wrong."""
        return any(group.is_open for group in self.groups)

    def _group(self, family: Family) -> DialFields:
        fields = tuple(DialField(one, self[_name(one.dial.key)]) for one in family.dials)
        is_filled = any(each.field.errors or each.field.value() not in {None, ""} for each in fields)
        return DialFields(family, fields, is_filled)

    def _dials(self) -> tuple[SetDial, ...]:
        return tuple(one for family in self.families for one in family.dials)


def _name(key: str) -> str:
    return f"dial-{key}"


def _field(one: SetDial) -> forms.FloatField:
    look = {"class": "input", "step": "any", "placeholder": one.own_text, "inputmode": "decimal"}
    return forms.FloatField(
        label=one.dial.name,
        required=False,
        widget=forms.NumberInput(attrs=look),
        error_messages={"invalid": f"Enter a number from {one.dial.low:g} to {one.dial.high:g}, or 0."},
    )

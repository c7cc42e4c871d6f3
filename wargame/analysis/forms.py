"""The forms of this room's pages."""

from typing import Any

from django import forms

from wargame.analysis.models import Ensemble
from wargame.analysis.services.ensembles import HIGHEST_SEED, MOST_GAMES, Terms
from wargame.engine.values import LONGEST_BLOC


class AskForm(forms.Form):
    """The games to play. A missing field means its default; `usual` has the default policy by seat.

    A comparison starts at the turn at which its line was forked, so the form has no turn for it.
    """

    turn = forms.IntegerField(min_value=1, max_value=999)
    games = forms.IntegerField(min_value=1, max_value=MOST_GAMES, required=False)
    seed = forms.IntegerField(min_value=0, max_value=HIGHEST_SEED, required=False)
    orders = forms.ChoiceField(choices=[("kept", ""), ("free", "")], required=False)

    def __init__(self, data: Any, kind: str, usual: dict[str, str], policies: tuple[str, ...]) -> None:
        super().__init__(data)
        self.kind, self.usual = kind, usual
        self.fields["turn"].required = kind != Ensemble.Kind.COMPARISON
        for role in usual:
            self.fields[f"policy-{role}"] = forms.ChoiceField(choices=[(p, p) for p in policies], required=False)

    def terms(self) -> Terms:
        """Return the terms as posted."""
        given = self.cleaned_data
        return Terms(
            kind=self.kind,
            games=given["games"],
            seed=1 if given["seed"] is None else given["seed"],
            keeps_orders=given["orders"] != "free",
            policies={role: policy for role in self.usual if (policy := given[f"policy-{role}"])},
        )


class WhatIfForm(forms.Form):
    """The turn, the seat and the one change of its orders. A missing part stays as it was.

    `slot` counts from 1. The order in it is changed in the named parts or left out (`without`), or one order is added
    (`more`). With `by_hand` the reader plays the turn on.
    """

    turn = forms.IntegerField(min_value=1, max_value=999, required=False)
    seat = forms.CharField(max_length=12, required=False)
    slot = forms.IntegerField(min_value=1, max_value=99, required=False)
    kind = forms.CharField(max_length=80, required=False)
    level = forms.CharField(max_length=80, required=False)
    target = forms.CharField(max_length=LONGEST_BLOC, required=False)
    partner = forms.CharField(max_length=LONGEST_BLOC, required=False)
    more = forms.CharField(max_length=170, required=False)
    without = forms.CharField(max_length=3, required=False)
    by_hand = forms.BooleanField(required=False)

    def change(self) -> dict[str, str]:
        """Return the change, by its parts."""
        names = ("kind", "level", "target", "partner", "more", "without")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


class TrialForm(forms.Form):
    """The dial to try, all where none is named, and what it is set against: the scenario's own value, or off.

    `with` plays without and with it, also where the exercise has it off.
    """

    dial = forms.CharField(max_length=40, required=False)
    against = forms.ChoiceField(choices=[("own", ""), ("off", ""), ("with", "")], required=False)


class AppraisalForm(forms.Form):
    """By how many seeds to appraise a scenario."""

    seeds = forms.IntegerField(min_value=1, max_value=100_000)


class TryAgainForm(forms.Form):
    """The turn and the seat of a second try, and whether its person has opened what was worth more.

    The sheet is posted beside it, in fields that are named by the orders on offer.
    """

    turn = forms.IntegerField(min_value=1, max_value=999, required=False)
    seat = forms.CharField(max_length=12, required=False)
    seen = forms.BooleanField(required=False)

    @property
    def saw(self) -> bool:
        """Tell if the answer was seen, of a form that may be wrong elsewhere."""
        return self.is_valid() and self.cleaned_data["seen"]

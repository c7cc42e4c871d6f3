"""The shapes of rulings, arguments and answers."""

from django import forms

from wargame.exercises.review.domain.question_keys import KEY_LENGTH
from wargame.exercises.review.services.figures import Move
from wargame.exercises.review.services.rulings import Decision, Point


class JudgeForm(forms.Form):
    """One act of the white cell on an outcome in review; what an act needs of it, the service says."""

    about = forms.CharField(max_length=120, required=False)
    result = forms.CharField(max_length=80, required=False)
    reason = forms.CharField(max_length=500, required=False)
    words = forms.CharField(max_length=500, required=False)
    is_public = forms.BooleanField(required=False)
    seen = forms.CharField(max_length=64, required=False)
    argument = forms.IntegerField(min_value=0, required=False)
    strength = forms.IntegerField(required=False)
    figure = forms.CharField(max_length=120, required=False)
    points = forms.IntegerField(min_value=-30, max_value=30, required=False)
    side = forms.ChoiceField(choices=[("for", "For"), ("against", "Against")], required=False)

    def text(self, name: str) -> str:
        """Return a field as it was posted, "" where it was not."""
        return str(self.cleaned_data[name] or "")

    def number(self, name: str) -> int:
        """Return a number as it was posted, 0 where it was not."""
        return int(self.cleaned_data[name] or 0)

    def decision(self) -> Decision:
        """Return the decision on an outcome."""
        texts = (self.text("about"), self.text("result"), self.text("reason"))
        return Decision(
            *texts, is_public=self.cleaned_data["is_public"], seen=self.text("seen"), words=self.text("words")
        )

    def move(self) -> Move:
        """Return a figure that moves by hand."""
        return Move(self.text("figure"), self.number("points"), self.text("reason"), self.text("seen"))

    def point(self) -> Point:
        """Return an argument."""
        return Point(self.text("about"), self.text("side") != "against", self.text("reason"), self.number("strength"))


class ArgumentForm(forms.Form):
    """An argument of a seat for one of its own orders, by its place on the sheet from 1."""

    slot = forms.IntegerField(min_value=1, max_value=50)
    text = forms.CharField(max_length=300)


class QuestionAnswerForm(forms.Form):
    """The answer of a seat to a question of the white cell, by the question's key."""

    question = forms.CharField(max_length=KEY_LENGTH)
    text = forms.CharField(max_length=2_000)

"""Questions that the white cell puts on the projector during a turn, and what people answer in one line."""

from django.db import models

from wargame.exercises.models.turn import Turn

ASKED_LENGTH = 200
LINE_LENGTH = 140


class WallQuestion(models.Model):
    """A question to the room. People answer while it is open; from `shown` on everybody reads the answers."""

    class Status(models.TextChoices):
        OPEN = "open"
        SHOWN = "shown"

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="wall_questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=ASKED_LENGTH)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    is_off = models.BooleanField(default=False)

    class Meta:
        ordering = ["turn_id", "number"]
        constraints = [models.UniqueConstraint(fields=["turn", "number"], name="wall_question_number")]

    def __str__(self) -> str:
        return self.text


class WallAnswer(models.Model):
    """One line without a name. `voter` is a keyed hash of question and person, as in `DebriefAnswer`."""

    question = models.ForeignKey(WallQuestion, models.CASCADE, related_name="answers")
    voter = models.CharField(max_length=64, blank=True)
    text = models.CharField(max_length=LINE_LENGTH)

    class Meta:
        ordering = ["question_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "voter"], condition=~models.Q(voter=""), name="wall_answer_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.text

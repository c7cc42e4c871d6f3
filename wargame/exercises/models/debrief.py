"""The debrief of a class: questions about its game, the answers without names, and what its projector shows."""

from django.db import models

from wargame.exercises.models.exercise import Exercise

CERTAIN = 100
TEXT_LENGTH = 300
NOTES_LENGTH = 2_000
PAGE_LENGTH = 200
OWN_KEY = "own-"


class DebriefQuestion(models.Model):
    """One question of a debrief. `options` are the answers to choose from, empty where a share in 100 is the answer.

    People read `reveal`, what the rules and the game say, once the question is revealed. Only the white cell reads
    `notes`. `key` says what the question was made from, so that Parley makes none twice. Questions that the white cell
    wrote have the keys `own-1`, `own-2` and so on; their options have no seat and no turn, their `reveal` is an answer.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        OPEN = "open"
        REVEALED = "revealed"

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="debrief_questions")
    key = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=TEXT_LENGTH)
    hint = models.CharField(max_length=TEXT_LENGTH)
    talk = models.CharField(max_length=TEXT_LENGTH)
    options = models.JSONField(default=list)
    reveal = models.JSONField(default=dict)
    notes = models.TextField(max_length=NOTES_LENGTH, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)

    class Meta:
        ordering = ["exercise_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "key"], name="debrief_question_once"),
            models.UniqueConstraint(fields=["exercise", "number"], name="debrief_question_number"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_own(self) -> bool:
        """Tell if the white cell wrote this question."""
        return self.key.startswith(OWN_KEY)


class DebriefAnswer(models.Model):
    """One answer without a name: the letter of an option, or a share in 100.

    `voter` is a keyed hash of question and person, by which Parley finds a person's own answer again. It cannot be
    read back without the key of the installation, and an archive leaves it out. No time is kept: it would name people.
    """

    question = models.ForeignKey(DebriefQuestion, models.CASCADE, related_name="answers")
    voter = models.CharField(max_length=64, blank=True)
    letter = models.CharField(max_length=1, blank=True)
    in_100 = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["question_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "voter"], condition=~models.Q(voter=""), name="debrief_answer_once_a_person"
            ),
            models.CheckConstraint(condition=models.Q(in_100__lte=CERTAIN), name="debrief_answer_in_100"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.letter or self.in_100}"


class DebriefScreen(models.Model):
    """The content of a class's projector after the end: a question, or the address of a page of the review."""

    exercise = models.OneToOneField(Exercise, models.CASCADE, related_name="debrief_screen")
    question = models.ForeignKey(DebriefQuestion, models.SET_NULL, null=True, blank=True, related_name="+")
    page = models.CharField(max_length=PAGE_LENGTH, blank=True)

    class Meta:
        ordering = ["exercise_id"]

    def __str__(self) -> str:
        return self.page or str(self.question or "the end")

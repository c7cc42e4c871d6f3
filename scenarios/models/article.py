"""The article that the library starts from, sentence by sentence, with what the record says to each."""

from typing import Any

from django.db import models

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of
from scenarios.models.scenario import ScenarioVersion
from scenarios.models.source import Source
from scenarios.vocabulary import Verdict


class Article(models.Model):
    """One text that is read sentence by sentence; it is a source like others."""

    source = models.OneToOneField(Source, models.PROTECT, related_name="article")
    note = models.TextField(help_text="How its sentences are quoted and counted.")

    def __str__(self) -> str:
        return str(self.source)


class Sentence(models.Model):
    """One sentence of the article: quoted in short, or paraphrased where its words are not at hand."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="sentences")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    is_quoted = models.BooleanField()
    retold = models.CharField(max_length=300, blank=True, help_text="The whole sentence in our words.")
    topic = models.CharField(max_length=160, blank=True, help_text="The thing that it names, in a few words.")
    about = models.CharField(max_length=300, blank=True)
    claim = models.TextField(help_text="What it claims, in our words.")

    class Meta:
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="sentence_number_once")]

    def __str__(self) -> str:
        return f"Sentence {self.number}"


class Finding(models.Model):
    """The record's verdict on one point of a sentence, with the facts that show it."""

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=9, choices=Verdict)
    text = models.TextField()
    facts: models.ManyToManyField[Any, Any] = models.ManyToManyField(Fact, related_name="findings")

    class Meta:
        ordering = ["sentence", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sentence", "position"], name="finding_position_once"),
            one_of("verdict", Verdict, table="finding"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.text}"


class SentencePlay(models.Model):
    """That a version of a scenario lets a sentence be played, and by which decision."""

    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="plays")
    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="plays")
    decision = models.CharField(max_length=300)

    class Meta:
        ordering = ["version", "sentence"]
        constraints = [models.UniqueConstraint(fields=["version", "sentence"], name="sentence_play_once")]

    def __str__(self) -> str:
        return f"{self.sentence} in {self.version}"

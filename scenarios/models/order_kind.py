"""The order kinds that all scenarios share."""

from django.db import models

from scenarios.models.fields import within


class OrderKind(models.Model):
    """An order kind of the catalogue, with its codes on published scales. Packs take it over and may change it.

    `levels` and `needs` are as in the catalogue file. `detection` is in 100; `delay_days` is the delay of `later`
    effects.
    """

    kind = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    domain = models.CharField(max_length=300)
    icon = models.CharField(max_length=300)
    order_class = models.SlugField(max_length=80, help_text="What habituation counts together.")
    is_aimed = models.BooleanField(help_text="It has a target.")
    is_joint = models.BooleanField(help_text="It is done with a partner.")
    visibility = models.CharField(max_length=16)
    detection = models.FloatField(help_text="How often in 100 a covert one is traced.")
    delay_days = models.FloatField(help_text="Days until what comes later.")
    help = models.TextField()
    notice = models.CharField(max_length=300, help_text="Who notices it.")
    cameo = models.CharField(max_length=8, blank=True)
    goldstein = models.FloatField(help_text="-10 to 10.")
    plover = models.CharField(max_length=60, blank=True)
    plover_score = models.FloatField(help_text="-10 to 10.")
    mid_action = models.PositiveSmallIntegerField(help_text="0 no militarised action, to 21.")
    mid_hostility = models.PositiveSmallIntegerField(help_text="1 none, to 5 war.")
    kahn_rung = models.PositiveSmallIntegerField(help_text="0 to 44.")
    levels = models.JSONField()
    needs = models.JSONField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            within("detection", 0, 100, table="order_kind"),
            within("goldstein", -10, 10, table="order_kind"),
            within("plover_score", -10, 10, table="order_kind"),
            within("mid_action", 0, 21, table="order_kind"),
            within("mid_hostility", 1, 5, table="order_kind"),
            within("kahn_rung", 0, 44, table="order_kind"),
        ]

    def __str__(self) -> str:
        return self.name

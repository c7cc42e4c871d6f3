"""The versions of a line's report that people kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0046_own_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(blank=True, max_length=60)),
                ("document", models.JSONField(default=list)),
                ("note", models.CharField(blank=True, max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_drafts",
                        to="exercises.branch",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_drafts",
                        to="exercises.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["branch_id", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=["branch", "number"], name="report_draft_number_once_a_line")
                ],
            },
        ),
    ]

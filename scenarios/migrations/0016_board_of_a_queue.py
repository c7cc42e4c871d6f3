"""A board may be a queue."""

from django.db import migrations, models

BOARDS = ["map", "manoeuvre", "trade", "queue"]
NAMES = [("map", "Map"), ("manoeuvre", "Manoeuvre"), ("trade", "Trade"), ("queue", "Queue")]


class Migration(migrations.Migration):

    dependencies = [("scenarios", "0015_ideas")]

    operations = [
        migrations.RemoveConstraint(model_name="scenarioversion", name="scenario_version_board_is_known"),
        migrations.AlterField(
            model_name="scenarioversion",
            name="board",
            field=models.CharField(choices=NAMES, default="map", max_length=9),
        ),
        migrations.AddConstraint(
            model_name="scenarioversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("board__in", BOARDS)), name="scenario_version_board_is_known"
            ),
        ),
    ]

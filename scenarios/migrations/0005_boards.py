"""A version says which kind of board it has, as its content does."""

from django.db import migrations, models

BOARDS = ["map", "manoeuvre", "trade"]


def read_boards(apps, schema_editor):
    """Copy the board of each version from its content; older content has none, and has a map."""
    Version = apps.get_model("scenarios", "ScenarioVersion")
    for pk in Version.objects.values_list("pk", flat=True):
        content = Version.objects.values_list("content", flat=True).get(pk=pk)
        board = content["pack"]["meta"].get("board", "map")
        Version.objects.filter(pk=pk).update(board=board)


class Migration(migrations.Migration):

    dependencies = [("scenarios", "0001_squashed_0004_what_scenarios_teach")]

    operations = [
        migrations.AddField(
            model_name="scenarioversion",
            name="board",
            field=models.CharField(
                choices=[("map", "Map"), ("manoeuvre", "Manoeuvre"), ("trade", "Trade")], default="map", max_length=9
            ),
        ),
        migrations.AddConstraint(
            model_name="scenarioversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("board__in", BOARDS)), name="scenario_version_board_is_known"
            ),
        ),
        migrations.RunPython(read_boards, migrations.RunPython.noop, elidable=True),
    ]

"""Takes the shapes from seats: a state has one sign in the whole product (`wargame/web/seats.py`).

Backward, seats get the shapes that their states usually had; those that a pack chose itself are not known any more.
"""

from typing import Any

from django.db import migrations, models

USUAL = {
    "RUS": "square",
    "CHN": "diamond",
    "JPN": "circle",
    "KOR": "triangle",
    "USA": "hexagon",
    "PRK": "pentagon",
}
OTHER = "ring"


def give_usual_shapes(apps: Any, schema_editor: Any) -> None:
    for code, shape in USUAL.items():
        apps.get_model("scenarios", "Role").objects.filter(code=code).update(shape=shape)


class Migration(migrations.Migration):
    dependencies = [
        ("scenarios", "0008_fill_maps_of_versions"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, give_usual_shapes, elidable=True),
        migrations.RemoveConstraint(model_name="role", name="role_shape_is_known"),
        # The rows that exist need a shape when the column comes back.
        migrations.AlterField(model_name="role", name="shape", field=models.CharField(default=OTHER, max_length=8)),
        migrations.RemoveField(model_name="role", name="shape"),
    ]

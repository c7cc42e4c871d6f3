"""Takes the shapes from seats: a state has one sign in the whole product (`wargame/web/seats.py`)."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('scenarios', '0008_fill_maps_of_versions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='role',
            name='role_shape_is_known',
        ),
        migrations.RemoveField(
            model_name='role',
            name='shape',
        ),
    ]

"""Every exercise gets a secret of 256 bits and the commitment to it, in place of a seed of 62.

An exercise under way rolls by its new secret from its next turn on; its commitment dates from this migration. Turns
that were played before it belong to earlier rules, whose seeds no program of these rules can use.
"""

import hashlib
import secrets

from django.db import migrations, models


def draw_secrets(apps, schema_editor):
    """Draws a secret for each exercise; the commitment is that of version 1, whatever later code makes of it."""
    exercises = apps.get_model("exercises", "Exercise").objects
    for key in exercises.order_by().values_list("pk", flat=True):
        secret = secrets.token_bytes(32)
        commitment = hashlib.sha256(f"parley dice 1\n{secret.hex()}\n".encode()).hexdigest()
        exercises.filter(pk=key).update(secret=secret, commitment=commitment)


def draw_seeds(apps, schema_editor):
    """On the way back every exercise gets another seed: the one that it had is gone."""
    exercises = apps.get_model("exercises", "Exercise").objects
    for key in exercises.order_by().values_list("pk", flat=True):
        exercises.filter(pk=key).update(seed=secrets.randbits(62))


class Migration(migrations.Migration):

    dependencies = [
        ('exercises', '0023_kept_answers'),
    ]

    operations = [
        migrations.AddField(
            model_name='exercise',
            name='secret',
            field=models.BinaryField(default=b'', max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='exercise',
            name='commitment',
            field=models.CharField(default='', editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='exercise',
            name='seed',
            field=models.BigIntegerField(null=True),
        ),
        migrations.RunPython(draw_secrets, draw_seeds, elidable=True),
        migrations.RemoveField(
            model_name='exercise',
            name='seed',
        ),
    ]

"""Exercises say which advice on orders their people get. Those that exist have shown every figure, and go on so."""

from django.db import migrations, models

CHOICES = [("open", "Open"), ("on_request", "On Request"), ("none", "None")]


class Migration(migrations.Migration):
    dependencies = [("exercises", "0034_accounts_of_seats")]

    operations = [
        migrations.AddField(
            model_name="exercise",
            name="advice",
            field=models.CharField(choices=CHOICES, default="open", max_length=10),
        ),
        migrations.AlterField(
            model_name="exercise",
            name="advice",
            field=models.CharField(choices=CHOICES, default="on_request", max_length=10),
        ),
    ]

"""How long an exercise is kept, and the acts of the control log that forget a person and set that time."""

from django.db import migrations, models

ACTS = (
    "create change start open_orders pause resume extend timers grace close reveal unclose unreveal discuss open_next "
    "reopen retry takeover hand_back assign remove readmit new_link sight lock unlock rule accept argue ask inject "
    "forget keep end"
)


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0037_letters_and_haggling"),
    ]

    operations = [
        migrations.AddField(
            model_name="exercise",
            name="keep_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="controlentry",
            name="act",
            field=models.CharField(
                choices=[(act, act.replace("_", " ").title()) for act in ACTS.split()], max_length=12
            ),
        ),
    ]

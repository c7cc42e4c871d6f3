"""The time at which marks were released to students, and the act of the control log that releases them."""

from django.db import migrations, models

ACTS = (
    "create change start open_orders pause resume extend timers grace close reveal unclose unreveal discuss open_next "
    "reopen retry takeover hand_back assign remove readmit new_link sight lock unlock rule accept argue ask inject "
    "forget keep release end"
)


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0044_marks"),
    ]

    operations = [
        migrations.AddField(
            model_name="exercise",
            name="marks_released_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="controlentry",
            name="act",
            field=models.CharField(
                choices=[(act, act.replace("_", " ").title()) for act in ACTS.split()], max_length=12
            ),
        ),
    ]

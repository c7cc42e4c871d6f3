"""The holder of a seat is gone: the people in it are participants."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("exercises", "0003_people_in_seats")]

    operations = [migrations.RemoveField(model_name="seat", name="holder")]

"""A policy's sheet says so itself: seats change hands, what is filed stays attributed."""

from django.db import migrations


def name_policies(apps, schema_editor):
    """Until now every sheet of a seat with a policy was the policy's."""
    Seat, OrderSheet = apps.get_model("exercises", "Seat"), apps.get_model("exercises", "OrderSheet")
    for policy in Seat.objects.exclude(policy="").values_list("policy", flat=True).distinct().order_by():
        OrderSheet.objects.filter(seat__policy=policy).update(policy=policy)


class Migration(migrations.Migration):

    dependencies = [("exercises", "0005_classes")]

    operations = [migrations.RunPython(name_policies, migrations.RunPython.noop, elidable=True)]

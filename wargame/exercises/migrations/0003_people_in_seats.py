"""Who held a seat becomes a participant in it; rows only, for PostgreSQL alters no table whose rows are under way."""

from django.db import migrations, models

NAME_LENGTH = 40


def seat_people(apps, schema_editor):
    """Makes a participant of every seat's holder; in a solo exercise there is one."""
    Seat, Participant = apps.get_model("exercises", "Seat"), apps.get_model("exercises", "Participant")
    seated = set()
    for seat in Seat.objects.exclude(holder=None).select_related("exercise", "holder").order_by("exercise", "role"):
        if (seat.exercise_id, seat.holder_id) in seated:
            continue
        seated.add((seat.exercise_id, seat.holder_id))
        name = "Guest" if seat.holder.is_guest else seat.holder.username[:NAME_LENGTH]
        Participant.objects.create(
            exercise=seat.exercise,
            user=seat.holder,
            name=name,
            name_key="".join(name.casefold().split()),
            part="player",
            seat=seat,
            joined_at=seat.exercise.created_at,
        )


def name_standbys(apps, schema_editor):
    """Has every seat's own policy stand by; a person's seat gets that of another seat of the exercise.

    Which one the scenario means is in its content, whose shape may have changed: a migration cannot count on it.
    """
    Seat = apps.get_model("exercises", "Seat")
    Seat.objects.exclude(policy="").update(standby=models.F("policy"))
    for seat in Seat.objects.filter(standby=""):
        other = Seat.objects.filter(exercise=seat.exercise_id).exclude(policy="").first()
        seat.standby = other.policy if other else "hold"
        seat.save(update_fields=["standby"])


def unseat_people(apps, schema_editor):
    """Gives each seat that no policy plays back to the first person in it."""
    Participant = apps.get_model("exercises", "Participant")
    for person in Participant.objects.exclude(seat=None).select_related("seat").order_by("-joined_at", "-pk"):
        person.seat.holder_id = person.user_id
        person.seat.save(update_fields=["holder"])


class Migration(migrations.Migration):

    dependencies = [("exercises", "0002_participants")]

    operations = [
        migrations.RunPython(seat_people, unseat_people, elidable=True),
        migrations.RunPython(name_standbys, migrations.RunPython.noop, elidable=True),
    ]

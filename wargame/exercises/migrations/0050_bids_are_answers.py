"""Moves bids to questions of the debrief: the last bid of a person on a claim becomes an answer without a name."""

from django.db import migrations
from django.utils.crypto import salted_hmac

TALK = "Which events could have told you, and which ones misled you?"
HINT = "Say how often in 100 games. Nobody sees who chose what."
TEXT_LENGTH = 300


def move_bids(apps, schema_editor):
    bids = apps.get_model("exercises", "Bid").objects.select_related("seat").order_by("at", "pk")
    last = {(bid.seat.exercise_id, bid.key, bid.by_id): bid.in_100 for bid in bids}
    questions = {place[:2]: _question(apps, *place[:2]) for place in last}
    for (exercise_id, key, person), in_100 in last.items():
        question = questions[exercise_id, key]
        # The answers to a question that has been shown stay as the room saw them.
        if question and question.status == "waiting":
            voter = salted_hmac("parley.debrief", f"{question.pk} {person}", algorithm="sha256").hexdigest()
            question.answers.get_or_create(voter=voter, defaults={"in_100": in_100})


def _question(apps, exercise_id, key):
    """Return the question of a claim; None if the scenario has no such claim."""
    exercise = apps.get_model("exercises", "Exercise").objects.get(pk=exercise_id)
    version = apps.get_model("scenarios", "ScenarioVersion").objects.get(pk=exercise.scenario_version_id)
    pack = version.content.get("pack", {})
    claim = next((one for one in pack.get("bids", ()) if one["key"] == key), None)
    if claim is None:
        return None
    dials = {**dict(pack["rules"].get("dials", ())), **exercise.dials}
    came = dials.get(claim["dial"], 0) != 0
    fresh = {
        "number": 1 + max(exercise.debrief_questions.values_list("number", flat=True), default=0),
        "text": claim["question"][:TEXT_LENGTH],
        "hint": HINT,
        "talk": TALK,
        "reveal": {"came": came, "said": claim["was_on"] if came else claim["was_off"]},
    }
    return exercise.debrief_questions.get_or_create(key=f"claim-{key}", defaults=fresh)[0]


class Migration(migrations.Migration):
    dependencies = [("exercises", "0049_handouts"), ("scenarios", "0012_own_scenarios")]
    operations = [
        migrations.RunPython(move_bids, migrations.RunPython.noop),
        migrations.DeleteModel("Bid"),
    ]

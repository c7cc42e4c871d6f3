"""The photographed pages of own scenarios, and of reports of ended exercises."""

from django.utils import timezone

from scenarios.models import OwnScenario
from scenarios.services import drafts, ideas, sharing
from scenarios.wizard import compose, propose
from scenarios.wizard.questions import BY_KEY
from tests.contact_sheets import class_scenes, scenes
from tests.contact_sheets.rows import MISSING, Row
from tests.contact_sheets.scenes import Scene
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.report.services import links

_TABLE = """Event,Storyline,Addressee,Turn,Date,Trigger,Staff
A boat without lights,Fishermen report a boat without lights off Ulleungdo.,KOR,2,09:20,if they board,Jo
Fishing crews near Ulleungdo report large bombers,Crews speak of three aircraft.,,,08:27,,Jo
A widow speaks,She names no state.,HLM,4,,,Jo
"""


def own_scenarios() -> Scene:
    """Ada has an own scenario, which is shared by a link, and one with a fault."""
    own = _drafted()
    return _of(own, sharing.share(own=own))


def ideas_of_ada() -> Scene:
    """Ada has an idea of which two questions and one seat's aims are confirmed."""
    ada, now = class_scenes.an_instructor(), timezone.now()
    idea = ideas.begin_idea(user=ada, template="trade", now=now)
    about, seats, wants = (BY_KEY[key].parts(idea.answers) for key in ("about", "seats", "wants"))
    for part in (*about, *seats, wants[0]):
        ideas.save_part(idea=idea, part=part, values={}, now=now, confirms=True)
    return Scene({"Ada": ada}, {"key": idea.key})


def idea_with_mistakes() -> Scene:
    """Ada has an idea with a seat whose code and name are wrong."""
    ada, now = class_scenes.an_instructor(), timezone.now()
    idea = ideas.begin_idea(user=ada, template="airspace", now=now)
    first = BY_KEY["seats"].parts(idea.answers)[0]
    ideas.save_part(idea=idea, part=first, values={"seats-0-code": "north", "seats-0-name": ""}, now=now)
    return Scene({"Ada": ada}, {"key": idea.key})


def offered_scenario() -> Scene:
    """Ada hands an own scenario over."""
    own = _drafted()
    return _of(own, sharing.offer(own=own))


def asked_to_write() -> Scene:
    """Ada asks others to write at an own scenario with her."""
    own = _drafted()
    return _of(own, sharing.ask_to_write(own=own))


def reported() -> Scene:
    """Bo has played to the end, and shares the report by a link."""
    player = scenes.alone()
    player.play_to_the_end()
    user = player.seat.people.get().user
    assert isinstance(user, User)
    reader = access.reading(access.participant_for(user, player.seat.exercise.code))
    scene = scenes.of_player(player)
    token = links.make(reader=reader, is_nameless=True, now=timezone.now())
    return Scene(scene.people, {**scene.words, "token": token})


def copied_scenario() -> Scene:
    """Ada has a copy of a shipped scenario, in which one inject goes to a seat that does not exist."""
    ada, now = class_scenes.an_instructor(), timezone.now()
    own = drafts.copy_shipped(user=ada, slug="nine-past-nine", title="09:09", now=now)
    file = own.files.get(name="msel.yaml")
    text = file.text.replace("seats: [", "seats: [HLM, ", 1)
    drafts.save_file(own=own, name=file.name, text=text, revision=file.revision, now=now)
    return _of(own, "")


def _drafted() -> OwnScenario:
    ada = class_scenes.an_instructor()
    files = {name: text.encode() for name, text in compose(propose("disaster"), "high-water").items()}
    own = drafts.create(user=ada, files=files, now=timezone.now())
    broken = files | {"orders.yaml": files["orders.yaml"].replace(b"base: hotline", b"base: hotlne")}
    drafts.create(user=ada, files=broken, now=timezone.now())
    return own


def _of(own: OwnScenario, token: str) -> Scene:
    return Scene(
        {"Ada": own.owner}, {"key": own.key, "name": "scenario.yaml", "part": "orders", "token": token, "number": 1}
    )


OWN = {
    own_scenarios: (
        Row("own_scenarios", who="Ada"),
        Row("own_scenario", who="Ada"),
        Row("own_file", who="Ada"),
        Row("own_editor", who="Ada"),
        Row("own_texts", who="Ada", more="?turn=2"),
        Row("own_part", who="Ada"),
        Row("own_injects", "none yet", who="Ada"),
        Row("own_sheet", "injects", who="Ada", words={"kind": "injects"}),
        Row("own_sheet", "texts", who="Ada", words={"kind": "texts"}),
        Row("own_thing", "an incident", who="Ada", words={"part": "incidents", "ref": "incident"}),
        Row("own_thing", "an order", who="Ada", words={"part": "orders", "ref": "matter"}),
        Row("delete_scenario", who="Ada"),
        Row("shared_scenario", who="Ada"),
    ),
    copied_scenario: (
        Row(
            "own_sheet",
            "what would change",
            who="Ada",
            words={"kind": "injects"},
            press="form[enctype] button.btn--primary",
            typed={"[name=pasted]": _TABLE},
        ),
        Row("own_injects", "with a fault", who="Ada"),
        Row("own_editor", "of a copy", who="Ada"),
        Row("own_texts", "of a copy", who="Ada", more="?seat=KOR&turn=2"),
        Row("own_thing", "with its uses", who="Ada", words={"part": "marks", "ref": "kor_fire"}),
    ),
    ideas_of_ada: (
        *(Row("idea", key, who="Ada", words={"question": key}) for key in BY_KEY),
        Row("own_scenarios", "with ideas", who="Ada"),
    ),
    idea_with_mistakes: (
        Row("idea", "two mistakes", who="Ada", words={"question": "seats"}),
        Row("idea", "to mend first", who="Ada", words={"question": "try"}),
    ),
    asked_to_write: (Row("write_along", who="Ada"),),
    offered_scenario: (Row("offered_scenario", who="Ada"),),
    reported: (
        Row("report_compared", who="Bo"),
        Row("print_report", who="Bo"),
        Row("shared_report"),
        Row("shared_report", "revoked", words={"token": "no-such-link"}, status=MISSING),
    ),
}
NOT_YET = Row("report", "not yet", "Bo", status=MISSING)

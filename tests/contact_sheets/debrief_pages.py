"""The rows of a class that has ended, and of its debrief: facilitator, projector and phones."""

from tests.contact_sheets import debrief_scenes
from tests.contact_sheets.rows import MISSING, UNPROCESSABLE, Row

ENDED = (
    Row("ending", "class, player", "Bo"),
    Row("room", "ended", "Ada"),
    Row("projector", "ended", "Ada"),
    Row("watch", "ended", "Dee"),
    Row("film", "on the wall", "Ada", more="?screen=1"),
    Row("log", "class ended, white cell", "Ada"),
    Row("marking", "ended, white cell", "Ada"),
    Row("marking", "ended, second marker", "Dee"),
    Row("mark_sheet", "two markers differ", "Ada"),
    Row("mark_sheet", "second marker", "Dee"),
    Row("mark_sheet", "refused", "Ada", press="#store-marks", typed={"#points-rubric-3": "many"}, status=UNPROCESSABLE),
    Row("own_marks", "not released", "Bo"),
    Row("aims", "class ended", "Bo"),
    Row("join", "ended", status=MISSING),
)

DEBRIEF = {
    debrief_scenes.no_question_yet: (
        Row("debrief", "no question yet, white cell", "Ada"),
        Row("debrief", "no question yet, player", "Bo"),
    ),
    debrief_scenes.asked: (
        Row("debrief", "asked, white cell", "Ada"),
        Row("debrief", "asked, player", "Bo"),
        Row("projector", "debrief, asked", "Ada"),
    ),
    debrief_scenes.revealed: (
        Row("debrief", "revealed, white cell", "Ada"),
        Row("debrief", "revealed, player", "Bo"),
        Row("projector", "debrief, revealed", "Ada"),
    ),
    debrief_scenes.share_revealed: (
        Row("debrief", "share revealed, player", "Bo"),
        Row("projector", "debrief, share revealed", "Ada"),
    ),
}

"""The rows of the debrief's pages: facilitator, projector and phones."""

from tests.contact_sheets import debrief_scenes
from tests.contact_sheets.rows import Row

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

"""The rows of a class that answers a question on the projector during a turn."""

from tests.contact_sheets import wall_scenes
from tests.contact_sheets.rows import Row

WALL = {
    wall_scenes.asked_on_the_wall: (
        Row("play", "asked on the wall", "Bo", more="#pane-orders"),
        Row("play", "not answered on the wall", "Gus", more="#pane-orders"),
        Row("room", "asked on the wall", "Ada"),
        Row("projector", "asked on the wall", "Ada"),
    ),
    wall_scenes.answers_on_the_wall: (
        Row("play", "answers on the wall", "Bo", more="#pane-orders"),
        Row("projector", "answers on the wall", "Ada"),
    ),
    wall_scenes.asked_beside_results: (Row("results", "asked on the wall", "Bo"),),
}

"""The photographed pages of turns that are tried again, and of a class that was stopped."""

from tests.contact_sheets.rows import Row

FILM = (
    Row("film", "first moment", "Bo", more="?b=1"),
    Row("film", "a later turn", "Bo", more="?b=1&at=3.0"),
)

TRIED_AGAIN = (
    *FILM,
    Row("ensemble", "options opened", "Bo", words={"number": 5}, more="?shown=1"),
    Row("try_again", "a turn", "Bo", more="?b=1&turn=1"),
    Row("second_try", "played", "Bo", words={"number": 8}),
)

STOPPED = (
    Row("room", "stopped", "Ada"),
    Row("log", "stopped", "Bo"),
    Row("own_marks", "released", "Bo"),
    Row("marking", "released", "Ada"),
    Row("ending", "ended early", "Bo"),
    Row("class_try", "revealed", "Bo", words={"number": 1}),
    Row("class_try", "asked", "Bo", words={"number": 2}),
    Row("class_try", "counted", "Ada", words={"number": 2}),
)

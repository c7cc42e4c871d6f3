"""The readers of each field of each row of an exercise: a table by hand, independent of `access`.

A model or a field without a row here fails `test_table.py`. Besides what is said here, everything is shown to all who
took part when an exercise has ended, but what is `NOBODY`'s.
"""

from enum import StrEnum


class May(StrEnum):
    """The readers of a field while the exercise is played.

    An observer who watches a seat reads what its people read, as many turns later as the exercise says.
    """

    ALL = "everybody in the exercise"
    TABLE = "by the table of worlds: figure by figure, outcome by outcome"
    SEAT = "the people of its seat"
    PARTIES = "who it is from, who it is to, or who it binds; a statement is to all"
    SENDER = "the seat that wrote the message or proposal, and the white cell where it reads it"
    READERS = "each seat its own wording, once it was sent"
    WRITER = "who it is by"
    LATER = "who wrote it, and the white cell once the turn takes no orders any more"
    NOTERS = "who noted it, and the white cell"
    MARKERS = "the white cell, and who gave the mark; a second marker after an own mark; a student once it is released"
    HANDED = "the people of its seats, everybody where it names none, and the white cell"
    ROOM = "the white cell"
    BRIEFED = "the people of its seat, from the time at which they may read its briefing, and the white cell"
    ITSELF = "the person, and the white cell"
    TOGETHER = "who it is by; everybody once the white cell shows the answers, if there are five or more"
    ASKED = "the white cell, and everybody once people may answer: a claim from the first turn on"
    OVER = "all who took part, once nobody plays any more"
    NOBODY = "nobody: secrets and machinery"
    LINK = "says whose the row is, and what it belongs to: it is read with the row"


def fields(names: str, may: May) -> dict[str, May]:
    """One row for each name."""
    return dict.fromkeys(names.split(), may)


ROWS: dict[str, dict[str, May]] = {
    "Exercise": fields("id created_by", May.NOBODY)
    | fields("secret", May.OVER)
    | fields(
        "commitment code scenario_version mode status title adjudication brief_seconds orders_seconds grace_seconds",
        May.ALL,
    )
    | fields("review_seconds reveal_seconds discuss_seconds time_zone", May.ALL)
    | fields("missed messages shows_receipts advice seat_size is_join_locked allows_reopen allows_observers", May.ALL)
    | fields("first_turn observer_delay dials current_branch created_at ended_at marks_released_at", May.ALL)
    | fields("series keep_days", May.ROOM),
    "RecordLink": fields("id exercise number kind row content hash", May.NOBODY),
    "Series": fields("id", May.NOBODY) | fields("code title created_at", May.ROOM),
    "Branch": fields("id", May.NOBODY)
    | fields("exercise number parent_turn name ending created_at", May.ALL)
    | fields("final_world", May.TABLE),
    "Seat": fields("id", May.NOBODY) | fields("exercise role policy standby cast is_locked", May.ALL),
    "OwnWords": fields("id", May.NOBODY) | fields("seat", May.LINK) | fields("text", May.BRIEFED),
    "Handout": fields("id", May.NOBODY)
    | fields("exercise", May.LINK)
    | fields("title text address", May.HANDED)
    | fields("number roles", May.ROOM),
    "Participant": fields("id user name_key recovery tap", May.NOBODY)
    | fields("exercise name part seat joined_at left_at briefed_seat", May.ALL)
    | fields("is_barred seen_at", May.ROOM)
    | fields("sight watched may_note may_mark", May.ITSELF),
    "Turn": fields("id attempts lease_until next_enqueue_at lost_hints error engine_version schema_version", May.NOBODY)
    | fields("branch number status opened_at deadline paused_at left_seconds graced_at closed_at", May.ALL)
    | fields("resolved_at discussed_at notes", May.ALL)
    | fields("world next_world outcomes", May.TABLE)
    | fields("digest interventions timers", May.ROOM),
    "OrderSheet": fields("id", May.NOBODY)
    | fields("turn seat", May.LINK)
    | fields("is_ready is_missed", May.ALL)
    | fields("revision orders policy reason told submitted_at submitted_by", May.SEAT),
    "SheetChange": fields("id", May.NOBODY)
    | fields("sheet", May.LINK)
    | fields("revision by policy orders is_ready at", May.SEAT),
    "StaffQuestion": fields("id", May.NOBODY)
    | fields("sheet", May.LINK)
    | fields("number key order orders answer by at", May.SEAT),
    "LedgerEntry": fields("id as_told", May.NOBODY)
    | fields("turn audience", May.LINK)
    | fields("sequence rule variable who towards name before delta after cause actor kind level text", May.TABLE),
    "Message": fields("id", May.NOBODY)
    | fields("turn sender recipients is_statement proposal", May.LINK)
    | fields("text at_text outlet about author sent_at intent policy got_yes plans", May.PARTIES)
    | fields("told_in_100", May.SENDER)
    | fields("reason", May.ROOM),
    "Receipt": fields("id", May.NOBODY) | fields("message", May.LINK) | fields("person role at", May.SENDER),
    "Proposal": fields("id", May.NOBODY)
    | fields("turn parties proposer counters", May.LINK)
    | fields("key agreement act terms author proposed_at lapses_after status settled_in settled_at", May.PARTIES)
    | fields("has_restraint policy", May.PARTIES)
    | fields("told_in_100 wishes", May.SENDER)
    | fields("reason because", May.ROOM),
    "Pledge": fields("id", May.NOBODY)
    | fields("turn by to message proposal", May.LINK)
    | fields("kind until", May.PARTIES),
    "PledgeEvent": fields("id", May.NOBODY)
    | fields("pledge turn", May.LINK)
    | fields("kind deed", May.PARTIES)
    | fields("reason", May.ROOM),
    "Answer": fields("id", May.NOBODY)
    | fields("proposal role", May.LINK)
    | fields("is_yes by policy reason at", May.PARTIES),
    "Speech": fields("id", May.NOBODY)
    | fields("turn seat", May.LINK)
    | fields("place adviser order cost letter cited reason expects costs claim agree disagree", May.SEAT),
    "Rationale": fields("id", May.NOBODY) | fields("turn seat by", May.LINK) | fields("revision text at", May.LATER),
    "Inject": fields("id tap", May.NOBODY)
    | fields("exercise speaks_for", May.LINK)
    | fields("texts sent_in sent_at", May.READERS)
    | fields("key title turn when effects moved_to offered_in status sent_by", May.ROOM),
    "Observation": fields("id", May.NOBODY)
    | fields("turn seat by", May.LINK)
    | fields("objective kind text at", May.NOTERS),
    "Mark": fields("id", May.NOBODY)
    | fields("exercise seat person by criterion", May.LINK)
    | fields("points note evidence is_settled at", May.MARKERS),
    "Verdict": fields("id", May.NOBODY)
    | fields("turn about", May.LINK)
    | fields("result instead_of reason is_public by at", May.ROOM),
    "Argument": fields("id", May.NOBODY)
    | fields("turn about seat", May.LINK)
    | fields("is_for text by at", May.SEAT)
    | fields("strength", May.ROOM),
    "DebriefQuestion": fields("id", May.NOBODY)
    | fields("exercise", May.LINK)
    | fields("key number text hint talk options status", May.ASKED)
    | fields("reveal notes", May.ROOM),
    "DebriefAnswer": fields("id voter", May.NOBODY)
    | fields("question", May.LINK)
    | fields("letter in_100", May.TOGETHER),
    "WallQuestion": fields("id", May.NOBODY) | fields("turn", May.LINK) | fields("number text status is_off", May.ALL),
    "WallAnswer": fields("id voter", May.NOBODY) | fields("question", May.LINK) | fields("text", May.TOGETHER),
    "DebriefScreen": fields("id", May.NOBODY) | fields("exercise question", May.LINK) | fields("page", May.ROOM),
    "ReportDraft": fields("id", May.NOBODY)
    | fields("branch", May.LINK)
    | fields("number name document note by at", May.OVER),
    "ReportLink": fields("id digest", May.NOBODY)
    | fields("branch", May.LINK)
    | fields("is_nameless by made_at revoked_at", May.OVER),
    "ControlEntry": fields("id", May.NOBODY)
    | fields("exercise turn", May.LINK)
    | fields("by act seat detail reason at", May.ROOM),
    "KeptAnswer": fields("id", May.NOBODY) | fields("by seat", May.LINK) | fields("key request answer at", May.WRITER),
    "Heartbeat": fields("name beat_at", May.NOBODY),
    "Restarts": fields("part count", May.NOBODY),
}

OPEN = {May.ALL, May.LINK, May.NOBODY, May.TABLE}
"""Fields that no row hides: the table of worlds says what `TABLE` hides, and machinery has no secret."""

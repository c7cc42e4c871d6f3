"""The list of everything that is photographed: page, state, who looks, and how to get there. A new page has a row here.

A test compares the list with the addresses of the house.
"""

from collections.abc import Callable, Iterator, Mapping

from tests.contact_sheets import class_scenes, queue_scenes, scenes, trade_scenes
from tests.contact_sheets.account_pages import ACCOUNTS, SECOND_STEP, SEND
from tests.contact_sheets.debrief_pages import DEBRIEF, ENDED
from tests.contact_sheets.own_pages import NOT_YET, OWN
from tests.contact_sheets.review_pages import STOPPED, TRIED_AGAIN
from tests.contact_sheets.rows import CONFLICT, GONE, MISSING, UNPROCESSABLE, Row, play_rows
from tests.contact_sheets.scenes import Scene
from tests.contact_sheets.wall_pages import WALL

LIBRARY = (
    Row("landing"),
    Row("landing", "filtered", more="?named=trade+war"),
    Row("landing", "nothing found", more="?q=nothing-has-this-name"),
    Row("scenario"),
    Row("scenario", "The Invitation", words={"slug": "the-invitation"}),
    Row("scenario", "List Four", words={"slug": "list-four"}),
    Row("sources"),
    Row("briefing"),
    Row("teaching"),
    Row("teaching", "List Four", words={"slug": "list-four"}),
    Row("facts"),
    Row("facts", "one kind", more="?kind=incident"),
    Row("facts", "nothing found", more="?q=nothing-has-this-name"),
    Row("fact", "an incident", words={"slug": "airspace-incident-2019"}),
    Row("fact", "a state", words={"slug": "united-states"}),
    Row("fact", "a claim", words={"slug": "neo-on-bombers"}),
    Row("source", words={"slug": "neo-article-2021"}),
    Row("article"),
    Row("article", "contested or wrong", more="?show=doubted"),
    Row("method"),
    Row("instructors"),
    Row("help"),
    Row("keys"),
    Row("accessibility"),
    Row("design"),
    Row("api-docs"),
    Row("solo_dials", more="?scenario=nine-past-nine"),
    Row("solo_dials", "all unfolded", more="?scenario=nine-past-nine", unfolds=True),
    Row("exercises", "empty"),
    Row("enter_code"),
    Row("join", "no such code", words={"code": "K7QFA3"}, status=MISSING),
    Row("error", "400", path="/errors/400/", status=400),
    Row("error", "403", path="/errors/403/", status=403),
    Row("error", "403, form not checked", path="/errors/csrf/", status=403),
    Row("error", "404", path="/nothing-is-here/", status=MISSING),
    Row("error", "410", path="/errors/410/", status=GONE),
    Row("error", "429", path="/errors/429/", status=429),
    Row("error", "500", path="/errors/500/", status=500),
    Row("error", "503", path="/errors/503/", status=503),
)

APPRAISED = (
    Row("teaching_answers", "", "Ada"),
    Row("appraisal", "measured", "Ada", more="?seeds=2000"),
    Row("appraisal", "all unfolded", "Ada", more="?seeds=2000", unfolds=True),
    Row("appraisal", "being measured", "Ada", more="?seeds=400"),
)

SOLO = (
    *play_rows("solo, turn 1", "Bo", whole=True),
    Row("play", "solo, nothing found", "Bo", more="?q=nothing-has-this-name#pane-orders"),
    Row("play", "solo, without script", "Bo", has_script=False),
    Row("map_table", who="Bo"),
    Row("dice", "sealed", "Bo"),
    NOT_YET,
    Row("replay", "empty", "Bo"),
    Row("log", "empty", "Bo"),
    Row("words_and_deeds", "empty", "Bo"),
    Row("overview", "empty", "Bo"),
)

INVITED = (
    *play_rows("The Invitation, turn 5", "Bo", whole=True),
    Row("play", "The Invitation, turn 5, without script", "Bo", has_script=False),
    Row("map_table", "The Invitation, turn 5", "Bo"),
    Row("results", "The Invitation, turn 4", "Bo", words={"number": 4}),
)

BOTH_TOLD = (
    Row("play", "The Invitation, two targets", "Bo", more="#pane-orders"),
    Row("play", "The Invitation, two targets, without script", "Bo", more="#pane-orders", has_script=False),
    Row("results", "The Invitation, two targets", "Bo", words={"number": 2}),
)

SOLO_PLAYED = (
    Row("results", "solo, turn 1", "Bo"),
    Row("results", "solo, all unfolded", "Bo", unfolds=True),
    Row("turn", "solo, turn 1", "Bo"),
    *play_rows("solo, turn 2", "Bo"),
    Row("ensembles", "still played", "Bo", more="?turn=1", status=CONFLICT),
    Row("exercises", "one goes on", "Bo"),
)

SOLO_ENDED = (
    Row("ending", "solo", "Bo"),
    Row("dice", "opened", "Bo"),
    Row("overview", "ended", "Bo"),
    Row("overview", "table alone", "Bo", more="?at=none"),
    Row("overview", "asked", "Bo", more="?at=1.order.KOR.1#why"),
    Row("overview", "as a seat", "Bo", more="?as=seat"),
    Row("replay", "side by side", "Bo", more="?b=1&at=1.0"),
    Row("replay", "as a seat saw it", "Bo", more="?b=1&view=seat&at=1.3"),
    Row("words_and_deeds", "ended", "Bo"),
    Row("report", "ended", "Bo"),
    Row("report", "as a seat saw it", "Bo", more="?as=seat"),
    Row("log", "ended", "Bo"),
    Row("log", "as a seat", "Bo", more="?as=seat"),
    Row("log", "two lines", "Bo", more="?b=1&with=2"),
    Row("results", "solo, last line", "Bo", words={"number": 2}),
    Row("exercises", "ended", "Bo"),
    Row("ensembles", "not asked", "Bo", more="?turn=2"),
    Row("decisions", "not asked", "Bo", more="?turn=2"),
    Row("comparisons", "not asked", "Bo", more="?b=2"),
    Row("ensemble", "played", "Bo", words={"number": 1}),
    Row("ensemble", "decisions", "Bo", words={"number": 2}),
    Row("ensemble", "comparison", "Bo", words={"number": 3}),
    Row("ensemble", "what if", "Bo", words={"number": 4}),
    Row("ensemble", "turning points", "Bo", words={"number": 5}),
    Row("ensemble", "as known then", "Bo", words={"number": 5}, more="?reading=known"),
    Row("turning_points", "answered", "Bo"),
    Row("turning_points", "first line", "Bo", more="?b=1"),
    Row("ensemble", "being played", "Bo", words={"number": 7}),
    Row("what_if", "nothing changed", "Bo", more="?b=1&turn=1"),
    Row("what_if", "one order left out", "Bo", more="?b=1&turn=1&slot=1&without=yes"),
    *TRIED_AGAIN,
)

GATHERING = (
    Row("lobby", "player with a seat", "Bo"),
    Row("lobby", "player without a seat", class_scenes.LONG_NAME),
    Row("lobby", "observer", "Dee"),
    Row("lobby", "white cell", "Ada"),
    Row("projector", "people gather", "Ada"),
    Row("people", "lobby", "Ada"),
    Row("new_link", who="Ada", start="people", press="[id^=link-]"),
    Row("forget_person", who="Ada"),
    Row("keeping", who="Ada"),
    Row(
        "keeping", "wrong code", "Ada", press="#delete button", typed={"[name=typed]": "K7QF-A3"}, status=UNPROCESSABLE
    ),
    Row("class_settings", who="Ada"),
    Row("seat_briefing", who="Bo"),
    Row("briefings", who="Ada"),
    Row("prepare", who="Ada"),
    Row("injects", "lobby", "Ada"),
    Row("new_inject", "lobby", "Ada"),
    Row("debrief", "lobby", "Ada"),
    Row("debrief", "lobby, question refused", "Ada", press="#own-question form .btn", status=UNPROCESSABLE),
    Row("exercises", "class in its lobby", "Bo"),
    Row("join"),
    Row("join", "refused", press=SEND, typed={"#name": "Bo"}, status=UNPROCESSABLE),
    Row("back"),
    Row("back", "somebody else is signed in", "Dee"),
    Row("back", "link is over", words={"token": "no-such-token"}, status=MISSING),
)

FIRST_TURN = (
    *play_rows("class, orders are in", "Bo"),
    *play_rows("class, no orders", "Cy"),
    Row("lobby", "waits for a seat", "Wes"),
    Row("watch", "turn 1", "Dee"),
    Row("room", "turn 1", "Ada"),
    Row("teaching_answers", "still to play", "Bo", words={"slug": "nine-past-nine"}, status=403),
    Row("projector", "turn 1", "Ada"),
    Row("messages", "empty, player", "Bo"),
    Row("messages", "empty, white cell", "Ada"),
    Row("messages", "refused", "Bo", press="#message-send", status=UNPROCESSABLE),
    Row("press", "empty, player", "Bo"),
    Row("press", "empty, white cell", "Ada"),
    Row("proposals", "empty, player", "Bo"),
    Row("observe", "empty", "Ada"),
    Row("room_rationales", "empty", "Ada"),
    Row("injects", "empty", "Ada"),
)

BUSY = (
    *play_rows("class, turn 3", "Bo", whole=True),
    Row("room", "turn 3", "Ada"),
    Row("projector", "turn 3", "Ada"),
    Row("room", "all unfolded", "Ada", unfolds=True),
    Row("messages", "player", "Bo"),
    Row("messages", "white cell", "Ada"),
    Row("press", "player", "Bo"),
    Row("press", "white cell", "Ada"),
    Row("press", "observer", "Dee"),
    Row("proposals", "player", "Bo"),
    Row("proposals", "white cell", "Ada"),
    Row("proposals", "refused", "Bo", press="#propose", status=UNPROCESSABLE),
    Row(
        "rationale",
        "refused",
        "Bo",
        start="play",
        press="#rationale-keep",
        typed={"#rationale-text": "Too long. " * 60},
        has_script=False,
        status=UNPROCESSABLE,
    ),
    Row("room_rationales", "turn 2", "Ada"),
    Row("injects", "turn 3", "Ada"),
    Row("inject", "of the scenario", "Ada"),
    Row("new_inject", who="Ada"),
    Row("new_inject", "refused", "Ada", press="#inject-send", status=UNPROCESSABLE),
    Row("people", "turn 3", "Ada"),
    Row("participation", "turn 3", "Ada"),
    Row("observe", "turn 3", "Ada"),
    Row("watch", "turn 3", "Dee"),
    Row("view_as", "observer", "Eli", words={"role": "JPN"}),
    Row("view_as_results", "observer", "Eli", words={"role": "JPN"}),
    Row("view_as", "white cell", "Ada"),
    Row("results", "class, turn 1", "Bo"),
    Row("overview", "class, player", "Bo"),
    Row("overview", "class, white cell", "Ada"),
    Row("log", "class, player", "Bo"),
    Row("log", "class, white cell", "Ada"),
)

REVIEWED = (
    Row("room", "review", "Ada"),
    Row("projector", "review", "Ada"),
    Row("review", "turn 1", "Ada"),
    Row("results", "under review, asked", "Bo"),
    Row("results", "under review, not asked", "Cy"),
)

LIST_FOUR = (
    *play_rows("List Four, turn 4", "Bo", whole=True),
    Row("map_table", "List Four, turn 4", "Bo"),
    Row("results", "List Four, turn 2", "Bo", words={"number": 2}),
    Row("log", "List Four, turn 4", "Bo"),
)

TEN_FLANKERS = (
    *play_rows("Ten Flankers, turn 4", "Bo", whole=True),
    Row("map_table", "Ten Flankers, turn 4", "Bo"),
    Row("log", "Ten Flankers, turn 4", "Bo"),
)

LIST_FOUR_IN_CLASS = (
    Row("projector", "List Four, turn 3", "Ada"),
    Row("watch", "List Four, turn 3", "Dee"),
    Row("view_as", "List Four, white cell", "Ada"),
    Row("room", "List Four, turn 3", "Ada"),
)

PAGES: Mapping[Callable[[], Scene], tuple[Row, ...]] = {
    scenes.library: LIBRARY,
    scenes.accounts: ACCOUNTS,
    scenes.second_step: SECOND_STEP,
    scenes.unappraised: (Row("appraisal", "not asked", "Ada", more="?seeds=2001"),),
    scenes.appraised: APPRAISED,
    scenes.forgotten: (Row("new_password"), Row("new_password", "refused", press=SEND, status=UNPROCESSABLE)),
    scenes.solo: SOLO,
    scenes.the_invitation: INVITED,
    scenes.offered: (Row("play", "solo, two offers", "Bo"),),
    scenes.both_told: BOTH_TOLD,
    scenes.solo_waiting: (Row("results", "solo, adjudicating", "Bo"),),
    scenes.solo_failed: (Row("results", "solo, failed", "Bo"),),
    scenes.solo_played: SOLO_PLAYED,
    scenes.solo_ended: SOLO_ENDED,
    scenes.solo_last_turn: play_rows("solo, turn 6", "Bo", whole=True)[::2],
    scenes.invitation_ended: (
        Row("ending", "The Invitation", "Bo"),
        Row("overview", "The Invitation", "Bo"),
        Row("log", "The Invitation", "Bo"),
        Row("replay", "The Invitation", "Bo"),
    ),
    trade_scenes.list_four: LIST_FOUR,
    trade_scenes.list_four_ended: (
        Row("ending", "List Four", "Bo"),
        Row("overview", "List Four", "Bo"),
        Row("log", "List Four", "Bo"),
        Row("replay", "List Four", "Bo"),
    ),
    trade_scenes.class_on_lists: LIST_FOUR_IN_CLASS,
    trade_scenes.class_sees_lists: (Row("projector", "List Four, results are out", "Ada"),),
    queue_scenes.ten_flankers: TEN_FLANKERS,
    queue_scenes.ten_flankers_ended: (Row("ending", "Ten Flankers", "Bo"), Row("replay", "Ten Flankers", "Bo")),
    class_scenes.empty_lobby: (Row("lobby", "empty", "Ada"), Row("projector", "empty", "Ada")),
    class_scenes.gathering: GATHERING,
    class_scenes.dialled: (
        Row("dials", "white cell", "Ada"),
        Row("dials", "all unfolded", "Ada", unfolds=True),
        Row("dials", "player", "Bo"),
        Row("dial_trial", "played", "Ada", words={"number": 1}),
        Row("dial_trial", "being played", "Ada", words={"number": 2}),
        Row("lobby", "dials differ", "Ada"),
        Row("lobby", "briefing not opened", "Bo"),
        Row("seat_briefing", "not opened", "Bo"),
        Row("class_settings", "dials differ", "Ada"),
    ),
    class_scenes.dialled_and_played: (
        Row("log", "dials differ", "Ada"),
        Row("overview", "dials differ", "Ada"),
        Row("review", "dials differ", "Ada"),
    ),
    class_scenes.locked: (Row("join", "locked", status=UNPROCESSABLE),),
    class_scenes.briefed: (
        *play_rows("class, brief", "Bo"),
        Row("room", "brief", "Ada"),
        Row("projector", "brief", "Ada"),
    ),
    class_scenes.first_turn: FIRST_TURN,
    class_scenes.paused: (
        *play_rows("class, paused", "Bo"),
        Row("room", "paused", "Ada"),
        Row("projector", "paused", "Ada"),
    ),
    class_scenes.busy: BUSY,
    class_scenes.flooded: (Row("room", "door closed", "Ada"), Row("projector", "door closed", "Ada")),
    class_scenes.adjudicated: (Row("room", "adjudicating", "Ada"),),
    class_scenes.reviewed: REVIEWED,
    class_scenes.failed: (Row("room", "failed", "Ada"), Row("results", "class, failed", "Bo")),
    class_scenes.revealed: (
        Row("room", "results are out", "Ada"),
        Row("projector", "results are out", "Ada"),
        Row("results", "class, out", "Bo"),
    ),
    class_scenes.ended: ENDED,
    class_scenes.stopped: STOPPED,
    class_scenes.bidding: (
        Row("play", "List Four, a bid", "Bo", more="#pane-orders"),
        Row("play", "List Four, no bid yet", "Cy", more="#pane-orders"),
        Row("room", "List Four, bids", "Ada"),
    ),
    class_scenes.bids_told: (Row("ending", "List Four, bids", "Bo"),),
    class_scenes.three_groups: (
        Row("groups", who="Ada"),
        Row("groups_compared", "none has ended", "Ada"),
        Row("groups_projector", who="Ada"),
        Row("join", "one of three groups"),
    ),
    class_scenes.groups_ended: (Row("groups_compared", "three have ended", "Ada", more="?seat=KOR"),),
    **DEBRIEF,
    **WALL,
    **OWN,
    class_scenes.sandbox: (*play_rows("sandbox", "Ada"),),
}


def rows() -> Iterator[Row]:
    """Every row of the list."""
    return (row for listed in PAGES.values() for row in listed)

"""Planted leaks of pages, API, files, caches and notices: who must not know it, and where it would show."""

from collections.abc import Callable, Iterator
from functools import partial

from django.apps import apps

from tests.secrecy import answer_plants, briefing_plants, gap_plants, plants, room_plants, told_plants
from tests.secrecy.answers import check_answers as reads
from tests.secrecy.answers import check_in_review as in_review
from tests.secrecy.answers import check_keys, check_policies
from tests.secrecy.answers import check_wall as on_the_wall
from tests.secrecy.answers import check_what_is_kept as is_kept
from tests.secrecy.bidding import check_bids
from tests.secrecy.gaps import check_gaps as in_gaps
from tests.secrecy.hearing import check_notices
from tests.secrecy.hiding import KEPT, PATHS
from tests.secrecy.planting import Leak, Plant
from tests.secrecy.public import check_public as in_public
from tests.secrecy.rows import OPEN, ROWS
from tests.secrecy.scene import Scene
from tests.secrecy.talking import check_talk

FILE = "Bo log_json"
Row = tuple[str, str, Plant, Callable[..., None], str]
PLANTED: tuple[Row, ...] = (
    ("a seat reads the true world", "Turn.world", plants.WORLD, reads, "Bo api-board"),
    ("who waits reads as a seat", "Turn.world", plants.SEATS_FOR_ALL, reads, "Wes api-board play"),
    ("a seat reads every outcome", "Turn.outcomes", plants.OUTCOMES, reads, "Bo api-ledger"),
    ("its results show every outcome", "Turn.outcomes", plants.OUTCOMES, reads, "Bo results"),
    ("observers read every outcome", "Turn.outcomes", plants.OUTCOMES, reads, "Dee watch"),
    ("a seat reads results in review", "Turn.outcomes", plants.IN_REVIEW, in_review, "Bo results log_json api-ledger"),
    ("a seat reads the whole ledger", "LedgerEntry.text", plants.LEDGER, reads, "Bo api-ledger"),
    ("its log file holds the whole ledger", "log.csv", plants.LEDGER, reads, "Bo log_csv"),
    ("the API tells all before the end", "API", plants.ALL_IS_TOLD, reads, "Bo api-board api-ledger"),
    ("the log tells all before the end", "log", plants.ALL_IS_TOLD, reads, "Bo log"),
    ("the JSON file tells all before the end", "log.json", plants.ALL_IS_TOLD, reads, "Bo log_json"),
    ("the CSV file tells all before the end", "log.csv", plants.ALL_IS_TOLD, reads, "Bo log_csv"),
    ("a file holds all order sheets", "OrderSheet.orders", plants.SHEETS, reads, "Bo log_json"),
    ("a file holds the secret of the dice", "Exercise.secret", plants.SEED, reads, "Bo log_json"),
    ("a file holds what was ruled", "Turn.interventions", plants.RULED, reads, "Bo log_json"),
    ("a header counts the revisions of all", "OrderSheet.revision", plants.HEADER, reads, "Bo roster"),
    ("a seat sees another's sheet", "OrderSheet.orders", plants.DRAFT, reads, "Bo results play"),
    ("results show another seat's forecasts", "OrderSheet.told", told_plants.OTHER_TOLD, reads, "Bo results"),
    ("answers of the staff of other seats", "StaffQuestion.answer", told_plants.ASKED, reads, "Bo play api-staff"),
    ("answers of the staff of all in the log", "StaffQuestion.answer", told_plants.LOGGED_ANSWERS, reads, "Bo log"),
    ("the staff knows the true world", "Turn.world", plants.TOLD, reads, "Bo ask_staff"),
    ("observers read how likely its words were", "Message.told_in_100", told_plants.SAID, reads, "Eli view_as_results"),
    ("reasons of rulings that are not public", "Verdict.reason", plants.REASONS, reads, "Bo log_json"),
    ("a seat reads all messages", "Message.text", plants.MESSAGES, reads, "Bo inbox"),
    ("a seat gets all messages by the API", "Message.text", plants.MESSAGES, reads, "Bo api-messages"),
    ("the white cell reads private messages", "Message.text", plants.ROOM_MESSAGES, reads, "Ada messages"),
    ("an observer reads a seat's messages", "Message.text", plants.LETTERS, reads, "Eli view_as"),
    ("the press prints private messages", "press", plants.STATEMENTS, reads, "Bo press"),
    ("observers read them there", "press", plants.STATEMENTS, reads, "Dee press"),
    ("pledges of others in the log", "Pledge.until", plants.TALK, reads, "Bo log"),
    ("words of others with their deeds", "Pledge.until", told_plants.WORDS, reads, "Bo words_and_deeds"),
    ("words of others by the API", "Pledge.until", told_plants.WORDS, reads, "Bo api-words"),
    ("reasons of policies in the log", "Message.reason", plants.REASONS_OF_TALK, reads, "Cy log"),
    ("receipts of messages of others", "Receipt.at", plants.RECEIPTS, reads, "Di inbox"),
    ("a seat reads proposals of others", "Proposal.terms", plants.PROPOSALS, reads, "Bo proposals"),
    ("a seat gets them by the API", "Proposal.terms", plants.PROPOSALS, reads, "Bo api-proposals"),
    ("the white cell reads private proposals", "Proposal.terms", plants.ROOM_PROPOSALS, reads, "Ada proposals"),
    ("a team mate's rationale", "Rationale.text", plants.MATES_LINE, reads, "Bo play orders"),
    ("rationales of a turn that is open", "Rationale.text", plants.OPEN_LINES, reads, "Ada room_rationales"),
    ("players read rationales", "Rationale.text", plants.ALL_LEAD, reads, "Bo room_rationales"),
    ("injects that nobody sent", "Inject.texts", plants.UNSENT, reads, "Bo api-injects"),
    ("another seat's wording of an inject", "Inject.texts", plants.WORDING, reads, "Bo api-injects"),
    ("that wording on the page", "Inject.texts", plants.WORDING, reads, "Bo board"),
    ("that wording in the file", "log.json", plants.WORDING, reads, "Bo log_json"),
    ("what an inject moves", "Inject.effects", plants.EFFECTS, reads, "Bo board"),
    ("players see the lanes of injects", "Inject.title", plants.ALL_LEAD, reads, "Bo injects"),
    ("observations of others", "Observation.text", plants.OBSERVATIONS, reads, "Eli watch observe"),
    ("players read observations", "Observation.text", plants.OBSERVATIONS, reads, "Bo log"),
    ("observations in the file", "log.csv", plants.OBSERVATIONS, reads, "Bo log_csv"),
    ("a second marker reads all marks", "Mark.points", told_plants.MARKS, reads, "Fay marking mark_sheet"),
    ("the file of marks shows all marks", "Mark.note", told_plants.MARKS, reads, "Fay marks_csv"),
    ("the API shows all marks", "Mark.points", told_plants.MARKS, reads, "Fay api-marks"),
    ("the overview tells all before the end", "overview", plants.ALL_IS_TOLD, reads, "Bo overview"),
    ("the replay tells all before the end", "replay", plants.ALL_IS_TOLD, reads, "Bo replay"),
    ("the film opens before the end", "film", plants.ALL_IS_TOLD, reads, "Bo film"),
    ("the overview shows every outcome", "overview", plants.OUTCOMES, reads, "Bo overview"),
    ("messages of others in the log", "Message.text", plants.LOGGED_MESSAGES, reads, "Bo log"),
    ("messages of others in the file", "log.json", plants.LOGGED_MESSAGES, reads, "Bo log_json"),
    ("a team mate's rationale in the log", "Rationale.text", plants.LOGGED_LINES, reads, "Bo log"),
    ("advisers of others on the page", "Speech.reason", told_plants.OTHER_ADVISERS, reads, "Bo turn"),
    ("advisers know the true world", "Turn.world", told_plants.ADVISED_BY_TRUTH, reads, "Bo cabinet"),
    ("the projector shows every outcome", "Turn.outcomes", plants.OUTCOMES, on_the_wall, ""),
    ("the projector prints private messages", "press", plants.STATEMENTS, on_the_wall, ""),
    ("an observer sees turns at once", "observer", plants.TURNS_AT_ONCE, reads, "Dee watch"),
    ("an observer sees results at once", "observer", plants.RESULTS_AT_ONCE, reads, "Dee watch"),
    ("the observer's press is early", "observer", plants.RESULTS_AT_ONCE, reads, "Dee press"),
    ("an observer views as any seat", "observer", plants.VIEW_AS_ANY, reads, "Dee view_as"),
    ("players enter the room", "ControlEntry.reason", plants.ALL_LEAD, reads, "Bo room"),
    ("players enter the review", "Verdict.result", plants.ALL_LEAD, in_review, "Bo review"),
    ("the what-if page opens before the end", "OrderSheet.orders", plants.WHAT_IF, reads, "Bo what_if"),
    ("forecasts use the true world", "Turn.world", plants.TOLD, reads, "Bo told"),
    ("forecasts are kept for all seats", "cache told", plants.ONE_TOLD, is_kept, "Bo told"),
    ("its key names no seat", "cache told", plants.ONE_TOLD, check_keys, ""),
    ("a preview is kept for all seats", "cache preview", plants.ONE_PREVIEW, is_kept, "Bo preview"),
    ("its key names no seat", "cache preview", plants.ONE_PREVIEW, check_keys, ""),
    ("the key of the press names no reader", "cache press", plants.ONE_PRESS, check_keys, ""),
    ("parts of a page are kept for all seats", "cache part", told_plants.ONE_PART, is_kept, "Bo results"),
    ("results are kept for all seats", "cache results", plants.ONE_RESULT, is_kept, "Bo results"),
    ("messages are numbered by rows of all", "gaps", gap_plants.ROWS_IN_INBOX, in_gaps, "Bo inbox"),
    ("proposals of all are counted", "gaps", gap_plants.COUNT_OF_PROPOSALS, in_gaps, "Bo proposals"),
    ("a file numbers statements by rows of all", "gaps", gap_plants.ROWS_IN_FILE, in_gaps, "Bo log_json"),
    ("a header counts drafts of all", "gaps", gap_plants.COUNT_OF_CHANGES, in_gaps, "Bo roster"),
    ("a seat reads another's briefing", "briefing", briefing_plants.ON_THE_BOARD, reads, "Bo play"),
    ("so it does on paper", "briefing", briefing_plants.ON_PAPER, reads, "Bo seat_briefing"),
    ("a seat reads the own words for another", "OwnWords.text", briefing_plants.OWN_WORDS, reads, "Bo play"),
    ("a seat reads the handouts for others", "Handout.text", briefing_plants.HANDOUTS, reads, "Bo play"),
    ("so it does over the API", "Handout.text", briefing_plants.HANDOUTS_OF_ALL, reads, "Bo api-handouts"),
    ("an observer reads a seat's briefing", "briefing", briefing_plants.ON_PAPER, reads, "Dee seat_briefing"),
    ("all hear when a seat works", "notice a draft", plants.TO_ALL_OF_SEAT, check_notices, ""),
    ("all hear of messages", "notice a message", plants.TO_ALL_OF_PEOPLE, check_notices, ""),
    ("the white cell hears of private messages", "notice a message", plants.TO_ROOM_OF_PEOPLE, check_notices, ""),
    ("all hear what the white cell does", "notice a ruling", plants.TO_ALL_OF_ROOM, check_notices, ""),
    ("all listen to the room", "stream", plants.ALL_LISTEN, check_notices, ""),
    ("seats listen to each other", "stream", plants.ONE_SEAT_CHANNEL, check_notices, ""),
    ("observers hear at once", "stream", plants.NOBODY_IS_LATE, check_notices, ""),
    ("the answer to a message has all messages", "Message.text", answer_plants.ALL_SENT, reads, "Bo api-messages"),
    ("a header of that answer counts them", "Message.text", answer_plants.COUNT_IN_HEADER, reads, "Bo messages"),
    ("a receipt counts the orders of all", "OrderSheet.orders", answer_plants.RECEIPT, reads, "Bo api-orders"),
    ("a refusal tells how many letters there are", "Message.text", answer_plants.REFUSAL, reads, "Cy messages"),
    ("a note beside a pause tells of letters", "Message.text", answer_plants.NOTE, reads, "Ada control"),
    ("the page of health lists all sheets", "OrderSheet.orders", answer_plants.HEALTH, in_public, "stranger ready"),
    ("a scenario of the API counts orders", "OrderSheet.orders", answer_plants.SCENARIO, in_public, "stranger"),
    ("a guest's list has exercises of others", "Exercise.title", answer_plants.LIST, in_public, "guest exercises"),
    ("who signs in badly hears of letters", "Message.text", answer_plants.SIGN_IN, in_public, "guest sign_in"),
    ("friends read secret plans", "talk", answer_plants.PLANS, check_talk, ""),
    ("answers say how much is planned", "talk", answer_plants.HOW_MUCH, check_talk, ""),
    ("letters tell of unseen events", "talk", answer_plants.UNSEEN, check_talk, ""),
    ("results are kept by the size of teams", "cache results", answer_plants.BY_TEAM_SIZE, check_keys, ""),
    ("forecasts are kept by the number of orders", "cache told", answer_plants.BY_LENGTH, check_keys, ""),
    ("the press is kept by who leads", "cache press", answer_plants.BY_PART, check_keys, ""),
    ("what observers see is kept by turn", "cache watch", answer_plants.BY_TURN, reads, "Dee watch"),
    ("the projector shows lines at once", "WallAnswer.text", room_plants.LINES_AT_ONCE, on_the_wall, ""),
    ("so does the API", "WallAnswer.text", room_plants.LINES_AT_ONCE, reads, "Bo api-wall"),
    ("a seat reads another's line", "WallAnswer.text", room_plants.OTHER_LINE, reads, "Bo wall"),
    ("a seat reads another's bid", "DebriefAnswer.in_100", room_plants.OTHER_BID, check_bids, "Bo play api-bids"),
    ("bids of all are counted up", "DebriefAnswer.in_100", room_plants.SUM_OF_BIDS, check_bids, "Cy api-bids"),
    ("policies know the whole world", "policy", plants.POLICIES, check_policies, ""),
)  # fmt: skip


def can_be_altered(row: str) -> bool:
    """Return whether the field of a row can have another value; links and choices are hidden with the rest of their
    row.
    """
    model, _, name = row.partition(".")
    field = apps.get_model("exercises", model)._meta.get_field(name)
    return not (field.is_relation or field.choices or field.primary_key or name in KEPT)


def fields() -> Iterator[Leak]:
    """Yield a leak for each field that some may not read: it puts that field of all rows into a seat's export."""
    for model, path in PATHS.items():
        for name, may in ROWS[model].items():
            row = f"{model}.{name}"
            if may not in OPEN and can_be_altered(row):
                yield Leak(
                    f"a file holds {row}", row, plants.in_file(model, name, path), partial(_checked, reads, FILE)
                )


def leaks() -> Iterator[Leak]:
    """Return all leaks."""
    yield from fields()
    for said, row, plant, check, where in PLANTED:
        yield Leak(f"{said} ({where})" if where else said, row, plant, partial(_checked, check, where))


def _checked(check: Callable[..., None], where: str, scene: Scene) -> None:
    name, *names = where.split() or [""]
    check(scene, name, names)

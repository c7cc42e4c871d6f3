"""The tables of the conduct room, one file for each noun."""

from wargame.exercises.models.branch import Branch
from wargame.exercises.models.control import ControlEntry
from wargame.exercises.models.debrief import DebriefAnswer, DebriefQuestion, DebriefScreen
from wargame.exercises.models.exercise import Exercise
from wargame.exercises.models.heartbeat import Heartbeat, Restarts
from wargame.exercises.models.inject import Inject
from wargame.exercises.models.kept_answer import KeptAnswer
from wargame.exercises.models.ledger import LedgerEntry
from wargame.exercises.models.mark import Mark
from wargame.exercises.models.message import Message, Receipt
from wargame.exercises.models.observation import Observation
from wargame.exercises.models.order import OrderSheet, SheetChange
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.pledge import Pledge, PledgeEvent
from wargame.exercises.models.preparation import Handout, OwnWords
from wargame.exercises.models.proposal import Answer, Proposal
from wargame.exercises.models.rationale import Rationale
from wargame.exercises.models.record import RecordLink
from wargame.exercises.models.report import ReportDraft, ReportLink
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.series import Series
from wargame.exercises.models.speech import Speech
from wargame.exercises.models.staff_question import StaffQuestion
from wargame.exercises.models.turn import Turn
from wargame.exercises.models.verdict import Argument, Verdict
from wargame.exercises.models.wall import WallAnswer, WallQuestion

__all__ = [
    "Answer",
    "Argument",
    "Branch",
    "ControlEntry",
    "DebriefAnswer",
    "DebriefQuestion",
    "DebriefScreen",
    "Exercise",
    "Handout",
    "Heartbeat",
    "Inject",
    "KeptAnswer",
    "LedgerEntry",
    "Mark",
    "Message",
    "Observation",
    "OrderSheet",
    "OwnWords",
    "Participant",
    "Pledge",
    "PledgeEvent",
    "Proposal",
    "Rationale",
    "Receipt",
    "RecordLink",
    "ReportDraft",
    "ReportLink",
    "Restarts",
    "Seat",
    "Series",
    "SheetChange",
    "Speech",
    "StaffQuestion",
    "Turn",
    "Verdict",
    "WallAnswer",
    "WallQuestion",
]

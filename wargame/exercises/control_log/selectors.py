"""The control log in words."""

from wargame.exercises.models import ControlEntry

Act = ControlEntry.Act

SENTENCES = {
    Act.CREATE: "created the exercise",
    Act.CHANGE: "changed the settings",
    Act.START: "started turn {turn}",
    Act.OPEN_ORDERS: "opened orders of turn {turn}",
    Act.PAUSE: "paused turn {turn}",
    Act.RESUME: "resumed turn {turn}",
    Act.EXTEND: "set the clock of turn {turn}",
    Act.TIMERS: "set the times: {detail}",
    Act.GRACE: "gave grace in turn {turn}",
    Act.CLOSE: "closed orders of turn {turn}",
    Act.REVEAL: "revealed turn {turn}",
    Act.UNCLOSE: "took back the close of turn {turn}",
    Act.UNREVEAL: "took back the reveal of turn {turn}",
    Act.DISCUSS: "opened the discussion of turn {turn}",
    Act.OPEN_NEXT: "opened turn {turn}",
    Act.REOPEN: "reopened orders of turn {turn}",
    Act.RETRY: "had turn {turn} computed again",
    Act.TAKEOVER: "handed {seat} to the AI",
    Act.HAND_BACK: "handed {seat} back to its people",
    Act.ASSIGN: "moved {detail}",
    Act.REMOVE: "removed {detail}",
    Act.READMIT: "let {detail} in again",
    Act.NEW_LINK: "gave {detail} a new link",
    Act.SIGHT: "set what is seen by {detail}",
    Act.LOCK: "locked {seat}{detail}",
    Act.UNLOCK: "unlocked {seat}{detail}",
    Act.RULE: "ruled in turn {turn}",
    Act.ACCEPT: "accepted in turn {turn}",
    Act.ARGUE: "argued in turn {turn}",
    Act.ASK: "asked {seat} in turn {turn}",
    Act.INJECT: "{detail}, turn {turn}",
    Act.FORGET: "removed the name and the words of {detail}",
    Act.KEEP: "set how long Parley keeps the exercise: {detail}",
    Act.RELEASE: "{detail}",
    Act.END: "ended the exercise",
}
"""The sentence of each act, which follows the name of its author."""
NAMES_SEAT = {Act.RULE, Act.ACCEPT, Act.ARGUE}
"""Acts whose sentence names no role: the role stands before their detail."""


def sentence_of(entry: ControlEntry) -> str:
    """Return the sentence of an entry of the log after the name: "opened turn 2", "handed KOR to the AI: hawk"."""
    turn = entry.turn.number if entry.turn else ""
    seat = entry.seat.role if entry.seat else ""
    sentence = SENTENCES[Act(entry.act)]
    words = sentence.format(turn=turn, seat=seat, detail=entry.detail)
    about = f"{seat}, {entry.detail}" if seat and entry.act in NAMES_SEAT else entry.detail
    return f"{words}: {about}" if about and "{detail}" not in sentence else words

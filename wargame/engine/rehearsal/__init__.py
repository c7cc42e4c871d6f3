"""Plays a scenario again and again, to find what breaks, what is never reached and what is never used."""

from wargame.engine.rehearsal.findings import Finding as Finding
from wargame.engine.rehearsal.findings import Usage as Usage
from wargame.engine.rehearsal.findings import findings as findings
from wargame.engine.rehearsal.findings import unreached_endings as unreached_endings
from wargame.engine.rehearsal.findings import usage as usage
from wargame.engine.rehearsal.games import play_game as play_game
from wargame.engine.rehearsal.games import rehearse as rehearse
from wargame.engine.rehearsal.report import Rehearsal as Rehearsal
from wargame.engine.rehearsal.report import Trouble as Trouble

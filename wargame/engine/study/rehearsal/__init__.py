"""Plays a scenario again and again, to find what breaks, what is never reached and what is never used."""

from wargame.engine.study.rehearsal.findings import Finding as Finding
from wargame.engine.study.rehearsal.findings import Usage as Usage
from wargame.engine.study.rehearsal.findings import findings as findings
from wargame.engine.study.rehearsal.findings import unreached_endings as unreached_endings
from wargame.engine.study.rehearsal.findings import usage as usage
from wargame.engine.study.rehearsal.games import play_game as play_game
from wargame.engine.study.rehearsal.games import rehearse as rehearse
from wargame.engine.study.rehearsal.games import rehearse_well as rehearse_well
from wargame.engine.study.rehearsal.report import REACHED as REACHED
from wargame.engine.study.rehearsal.report import Rehearsal as Rehearsal
from wargame.engine.study.rehearsal.report import Rise as Rise
from wargame.engine.study.rehearsal.report import Trouble as Trouble

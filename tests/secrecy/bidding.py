"""People of the scene bid on a claim: what one of them bids, nobody else may read."""

from collections.abc import Collection

import pytest
from django.db import transaction

from scenarios.schema.pack_bids import BidText
from tests.secrecy.answers import check_answers
from tests.secrecy.scene import SEATS, Scene
from wargame.exercises.bids import domain, selectors, services

CLAIM = BidText(
    key="pull",
    dial="impulse",
    question="Does Moscow pull back by itself?",
    help="Bid before you know.",
    turns=(1, 6),
    strength=1,
    was_on="It does.",
    was_off="It does not.",
)
BIDS = {"Bo": 20, "Di": 70, "Cy": 35, "Mo": 50}
PAGES = ("play", "bid", "api-bids", "room", "debrief", "api-debrief", "log_json", "participation")


def check_bids(scene: Scene, name: str, names: Collection[str] = ()) -> None:
    """Check that the bids of others change no byte of a person's answers."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        for home in (domain, selectors):
            patch.setattr(home, "claims_of", lambda exercise: (CLAIM,))
        turn = scene.turns[-1]
        for bidder, in_100 in BIDS.items():
            seat = scene.group.seat(SEATS[bidder])
            services.place(by=scene.person(bidder), seat=seat, turn=turn, key=CLAIM.key, in_100=in_100)
        if name in BIDS:
            assert len(selectors.open_bids_of(scene.person(name), turn)) == 1
        check_answers(scene, name, names or PAGES)
        transaction.set_rollback(True)

"""The states of List Four, whose board stands in place of a map, in which pages are photographed."""

from django.utils import timezone

from tests.contact_sheets.class_scenes import an_instructor, watched_by
from tests.contact_sheets.scenes import Scene, alone, of_class, of_player, rows_of
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.packs import version_of

AMERICAN = (
    (("publish_list", "list", "CHN", ""), ("offer_terms", "buy", "CHN", "")),
    (("tax_us_one", "at-25", "CHN", ""), ("tax_us_two", "at-25", "CHN", ""), ("tax_us_three", "at-10", "CHN", "")),
    (("offer_terms", "rules", "CHN", ""), ("farm_aid", "aid", "", "")),
    (("raise_us_three", "at-25", "CHN", ""), ("offer_terms", "rules", "CHN", "")),
)
CHINESE = (
    (("tax_chn_first", "at-15", "USA", ""),),
    (("tax_chn_one", "at-25", "USA", ""), ("tax_chn_two", "at-25", "USA", "")),
)
"""Orders of the two in the first turns: kind, level, target, partner."""


def list_four() -> Scene:
    """Bo leads the United States, has taxed three lists and has the next step on the sheet; turn 4 is open."""
    player = _played(3)
    player.draft(rows_of(AMERICAN[3]))
    return of_player(player)


def list_four_ended() -> Scene:
    """Bo has led the United States to the end."""
    player = _played(4)
    player.play_to_the_end()
    return of_player(player)


def class_on_lists() -> Scene:
    """Bo leads the United States and Cy China; turn 3 is open, and Dee watches."""
    group = _class_on_lists()
    group.open_next()
    return of_class(group, number=2, role="CHN")


def class_sees_lists() -> Scene:
    """The results of turn 2 are out."""
    return of_class(_class_on_lists(), number=2, role="CHN")


def _played(turns: int) -> Player:
    player = alone("list-four", "USA")
    for orders in AMERICAN[:turns]:
        player.play_turn(rows_of(orders))
    return player


def _class_on_lists() -> Class:
    """A class whose turns 1 and 2 have results."""
    group = Class(version_of("list-four"), an_instructor(), timezone.now(), allows_observers=True)
    people = group.join("Bo", "USA"), group.join("Cy", "CHN")
    watched_by(group, "Dee")
    group.start()
    for number, orders in enumerate(zip(AMERICAN, CHINESE, strict=False)):
        if number:
            group.open_next()
        for person, given in zip(people, orders, strict=True):
            group.submit(person, rows_of(given))
        group.resolve()
    return group

"""The states of Ten Flankers, whose queue stands in place of a map, in which pages are photographed."""

from tests.contact_sheets.scenes import Scene, alone, of_player, rows_of

RUSSIAN = (
    (("build_own", "twelve", "", ""), ("sell_missiles", "sell", "CHN", "")),
    (("offer_lot", "four", "CHN", ""), ("build_own", "twelve", "", "")),
    (("offer_lot", "twenty_four", "CHN", ""), ("sell_further", "eleven", "", "")),
    (("deliver", "four", "CHN", ""), ("sell_missiles", "sell", "IND", "")),
    (("deliver", "ten", "CHN", ""), ("sell_missiles", "sell", "TUR", "")),
)
"""The orders of Moscow in the first turns: kind, level, target, partner."""


def ten_flankers() -> Scene:
    """Bo leads Russia and has the next slots on the sheet; turn 4 is open."""
    player = alone("ten-flankers", "RUS")
    for orders in RUSSIAN[:3]:
        player.play_turn(rows_of(orders))
    player.draft(rows_of(RUSSIAN[1][1:]))
    return of_player(player)


def ten_flankers_ended() -> Scene:
    """Bo has led Russia to the end."""
    player = alone("ten-flankers", "RUS")
    for orders in RUSSIAN[:2]:
        player.play_turn(rows_of(orders))
    player.play_to_the_end()
    return of_player(player)

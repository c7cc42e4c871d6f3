"""Two worlds that differ only in what a seat may not know, for differential tests of secrecy."""

from tests.secrecy import results
from wargame.exercises.models import OrderSheet, Seat, Turn

TO_THE_END = 99


def change_what_is_hidden(turn: Turn, seat: Seat) -> int:
    """Change everything about a turn that the seat may not know by the table of audiences; return how much that was."""
    turn = Turn.objects.with_exercise().get(pk=turn.pk)
    others = OrderSheet.objects.filter(turn=turn).exclude(seat=seat)
    altered = others.update(orders=[], reason="They did something else.", revision=7)
    Turn.objects.filter(pk=turn.pk).update(digest="0" * 64 if turn.digest else "")
    return altered + results.alter_turn(turn, seat.role, seen=TO_THE_END, told=TO_THE_END)

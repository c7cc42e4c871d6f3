"""The chance of a yes that people see before they speak, in a seal that their own form brings back."""

from django.core import signing
from django.core.signing import BadSignature

from wargame.exercises.models import Proposal, Turn

_SIGNER = signing.Signer(salt="parley.told-chance")


def seal(in_100: int, *, turn: Turn, role: str, to: str, what: str) -> str:
    """Return, signed for a form, the chance of a yes to a sentence or agreement that the page shows a seat in a
    turn."""
    return _SIGNER.sign_object([in_100, turn.pk, role, to, what])


def unseal(sealed: str, *, turn: Turn, role: str, to: str, what: str) -> int | None:
    """Return the chance that the seal holds for these very words; None where there is no chance, or the seal belongs to
    others."""
    try:
        in_100, *of = _SIGNER.unsign_object(sealed)
    except BadSignature:
        return None
    return int(in_100) if of == [turn.pk, role, to, what] else None


def keep(*, proposal: Proposal, seal: str) -> None:
    """Keep with a proposal the chance that its author saw."""
    told = unseal(seal, turn=proposal.turn, role=proposal.proposer, to="", what=proposal.agreement)
    if told is not None:
        Proposal.objects.filter(pk=proposal.pk).update(told_in_100=told)

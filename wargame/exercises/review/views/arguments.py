"""Arguments of a person of a seat for one of its orders."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from wargame.exercises import access
from wargame.exercises.navigation import addresses
from wargame.exercises.navigation.sandbox import turn_for
from wargame.exercises.review.forms import ArgumentForm
from wargame.exercises.review.services import rulings


@require_POST
def give_argument(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Keep the argument of a person of the seat for one of its orders."""
    seat, _, turn = turn_for(request, code, number)
    person = access.participant_for(request.user, code)
    form = ArgumentForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose one of your orders, and say why in at most 300 characters.")
        return redirect(addresses.now(seat))
    try:
        rulings.give_argument(turn=turn, seat=seat, by=person, now=timezone.now(), **form.cleaned_data)
    except (rulings.BadArgument, rulings.NoReason) as refusal:
        messages.warning(request, str(refusal))
    return redirect(addresses.now(seat))

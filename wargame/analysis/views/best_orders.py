"""Closes pages that give away the best orders of a scenario to those who play it in a class, or might."""

from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wargame.accounts.access import View
from wargame.analysis import access


def closed_during_a_class(view: View) -> View:
    """Decorate a view of a scenario that opens to few while a class plays the scenario."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            access.require_best_orders_open(access.person(request.user), slug, now=timezone.now())
        except access.BestOrdersClosed as refusal:
            context = {"message": str(refusal), "code": refusal.code}
            return render(request, "analysis/still_to_play.html", context, status=HTTPStatus.FORBIDDEN)
        return view(request, slug)

    return guarded

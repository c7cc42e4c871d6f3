"""Answers that the account pages share: to an invalid form, to a user who signs in, and after a link was sent."""

from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.accounts import known_addresses, known_browsers, second_factor, services
from wargame.accounts.models import User

REFUSED = 422
SECOND_STEP = "second_step"
WAITING_SECONDS = 10 * 60
"""Time that a right password waits for its second step."""


class RefusedMixin:
    """Answers an invalid form with 422, as all our forms do."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Show the page again with the errors."""
        page: Any = self
        answer: HttpResponse = page.render_to_response(page.get_context_data(form=form), status=REFUSED)
        return answer


def enter(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Sign in a user who has proved one factor, or ask for the second one if their account needs it."""
    if not second_factor.is_on(user):
        return admit(request, user, address)
    waiting = {"user": user.pk, "hash": user.get_session_auth_hash(), "next": address, "at": timezone.now().timestamp()}
    request.session[SECOND_STEP] = waiting
    return redirect("second_step")


def admit(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Sign a user in, remember browser and address, and redirect to the page that they wanted."""
    services.sign_in(request, user)
    # The password check remembers the address as well, but people who sign up or follow a link pass no such check.
    here = [known_addresses.of_account(user.username)]
    known_addresses.remember(request, here, lasting=known_addresses.FOR_AN_ACCOUNT, now=timezone.now())
    response = redirect(address)
    known_browsers.remember(response, user.username)
    return response


@require_safe
@never_cache
def sent(request: HttpRequest, *, template: str) -> HttpResponse:
    """Say where to look for the link, in the same words whether or not there is an account."""
    return render(request, template, {"sends_mail": settings.SENDS_MAIL})

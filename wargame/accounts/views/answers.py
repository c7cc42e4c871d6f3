"""What the pages about accounts answer alike: to a form with mistakes, to somebody who is let in, where a link is."""

from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.accounts import known_addresses, known_browsers, services
from wargame.accounts.models import User

REFUSED = 422


class RefusedMixin:
    """Answers a form with mistakes with 422, as all our forms do."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """The page again, with what is wrong."""
        page: Any = self
        answer: HttpResponse = page.render_to_response(page.get_context_data(form=form), status=REFUSED)
        return answer


def enter(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Signs somebody in, lets browser and address be known, and goes where they wanted to go."""
    services.sign_in(request, user)
    # The check of a password does so as well, but who signs up or follows a link was asked for none.
    here = [known_addresses.of_account(user.username)]
    known_addresses.remember(request, here, lasting=known_addresses.FOR_AN_ACCOUNT, now=timezone.now())
    response = redirect(address)
    known_browsers.remember(response, user.username)
    return response


@require_safe
@never_cache
def sent(request: HttpRequest, *, template: str) -> HttpResponse:
    """Where to look for the link, for people with an account and without one alike."""
    return render(request, template, {"sends_mail": settings.SENDS_MAIL})

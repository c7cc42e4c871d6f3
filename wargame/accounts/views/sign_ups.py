"""Signs people up: by a link in a mail, or at once on sites that cannot send mail."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic.edit import FormView

from wargame.accounts import forms, limits, mails, services
from wargame.accounts.access import has_account
from wargame.accounts.addresses import mailed_site
from wargame.accounts.models import User
from wargame.accounts.views.answers import RefusedMixin, enter

GONE = 410
LONGEST = 200
TAKEN = "There is an account with this address already. Sign in with it, or ask for a new password."


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SignUpView(RefusedMixin, auth.RedirectURLMixin, FormView[forms.SignUpForm]):
    """Opens an account: by a link in a mail, or at once on sites that cannot send mail."""

    template_name = "accounts/sign_up.html"

    def get_form_class(self) -> type[forms.SignUpForm]:
        """Return the form with a password only if it is not chosen later."""
        return forms.SignUpForm if settings.SENDS_MAIL else forms.SignUpNowForm

    def get_default_redirect_url(self) -> str:
        """Return the page for somebody who came from nowhere."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Add the page to go to afterwards."""
        return super().get_context_data(next=self.get_redirect_url(), **context)

    def get(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """Show the form, or redirect a user who has an account."""
        if has_account(request.user):
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *arguments, **named)

    def form_valid(self, form: forms.SignUpForm) -> HttpResponse:
        """Write to the address, whether or not it has an account; or open the account at once."""
        traits, now = limits.traits_of(self.request), timezone.now()
        limits.spend(limits.SIGN_UP, traits, now=now)
        told = form.cleaned_data
        if settings.SENDS_MAIL:
            _write_to(told["name"], told["email"], self.get_redirect_url(), mailed_site(self.request))
            return redirect("sign_up_sent")
        try:
            user = services.open_account(
                visitor=self.request.user, name=told["name"], email=told["email"], password=told["password1"]
            )
        except services.EmailTaken:
            form.add_error("email", TAKEN)
            return self.form_invalid(form)
        return enter(self.request, user, self.get_success_url())


def _write_to(name: str, email: str, address: str, at: str) -> None:
    """Send an invitation, or a note that the account exists. The page says the same in both cases."""
    if not mails.may_write("account", email):
        return
    if services.is_taken(email):
        mails.tell_of_account(email, at)
    else:
        # A link that is too long for a mail is left out.
        mails.invite({"name": name, "email": email, "next": address if len(address) <= LONGEST else ""}, at)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class FinishSignUpView(RefusedMixin, FormView[forms.PasswordForm]):
    """Lets somebody who followed the link in the mail, and so owns the address, choose a password."""

    form_class = forms.PasswordForm
    template_name = "accounts/finish_sign_up.html"

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Refuse a link that is forged, too old or already used."""
        invitation = mails.invitation_of(str(named["token"]))
        if invitation is None or services.is_taken(invitation["email"]):
            return render(request, "accounts/link_over.html", {"again": reverse("sign_up")}, status=GONE)
        self.invitation = invitation
        return super().dispatch(request, *arguments, **named)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the user, so that the password is checked against name and address."""
        told = self.invitation
        return super().get_form_kwargs() | {
            "user": User(name=told["name"], email=told["email"], username=told["email"])
        }

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Add the invitation, which says whose account it will be."""
        return super().get_context_data(invitation=self.invitation, **context)

    def form_valid(self, form: forms.PasswordForm) -> HttpResponse:
        """Open the account and sign in."""
        told = self.invitation
        password = form.cleaned_data["new_password1"]
        try:
            user = services.open_account(
                visitor=self.request.user, name=told["name"], email=told["email"], password=password
            )
        except services.EmailTaken:
            return render(self.request, "accounts/link_over.html", {"again": reverse("sign_up")}, status=GONE)
        return enter(self.request, user, told["next"] or resolve_url(settings.LOGIN_REDIRECT_URL))

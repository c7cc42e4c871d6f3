"""Signing up: through a link in a mail, or at once where no mail can be sent."""

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
    """A new account: through a link in a mail, or at once where no mail can be sent."""

    template_name = "accounts/sign_up.html"

    def get_form_class(self) -> type[forms.SignUpForm]:
        """With a password only where it is not chosen later."""
        return forms.SignUpForm if settings.SENDS_MAIL else forms.SignUpNowForm

    def get_default_redirect_url(self) -> str:
        """Where somebody goes who came from nowhere."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The page also carries where to go afterwards."""
        return super().get_context_data(next=self.get_redirect_url(), **context)

    def get(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """The form, or straight on."""
        if has_account(request.user):
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *arguments, **named)

    def form_valid(self, form: forms.SignUpForm) -> HttpResponse:
        """Writes to the address, whoever has it; or opens the account."""
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
    """The page says the same either way; only the owner of the mailbox learns whether there is an account."""
    if not mails.may_write("account", email):
        return
    if services.is_taken(email):
        mails.tell_of_account(email, at)
    else:
        # A link that is too long for a mail leads nowhere.
        mails.invite({"name": name, "email": email, "next": address if len(address) <= LONGEST else ""}, at)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class FinishSignUpView(RefusedMixin, FormView[forms.PasswordForm]):
    """Whoever followed the link in the mail owns the address, and chooses a password."""

    form_class = forms.PasswordForm
    template_name = "accounts/finish_sign_up.html"

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Only for a link that we sent a short while ago and that was not used."""
        invitation = mails.invitation_of(str(named["token"]))
        if invitation is None or services.is_taken(invitation["email"]):
            return render(request, "accounts/link_over.html", {"again": reverse("sign_up")}, status=GONE)
        self.invitation = invitation
        return super().dispatch(request, *arguments, **named)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form judges the password against name and address."""
        told = self.invitation
        return super().get_form_kwargs() | {
            "user": User(name=told["name"], email=told["email"], username=told["email"])
        }

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The page says whose account it will be."""
        return super().get_context_data(invitation=self.invitation, **context)

    def form_valid(self, form: forms.PasswordForm) -> HttpResponse:
        """Opens the account and signs in."""
        told = self.invitation
        password = form.cleaned_data["new_password1"]
        try:
            user = services.open_account(
                visitor=self.request.user, name=told["name"], email=told["email"], password=password
            )
        except services.EmailTaken:
            return render(self.request, "accounts/link_over.html", {"again": reverse("sign_up")}, status=GONE)
        return enter(self.request, user, told["next"] or resolve_url(settings.LOGIN_REDIRECT_URL))

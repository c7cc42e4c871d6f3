"""Sets a new password for somebody who forgot the old one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from wargame.accounts import forms, known_addresses, limits, mails
from wargame.accounts.addresses import mailed_site
from wargame.accounts.views.answers import RefusedMixin, enter


@method_decorator(never_cache, name="dispatch")
class ResetPasswordView(RefusedMixin, auth.PasswordResetView):
    """Sends a link to a new password. The answer is the same whether or not there is an account."""

    form_class = forms.ResetForm
    template_name = "accounts/reset.html"
    email_template_name = "accounts/mails/reset.txt"
    success_url = reverse_lazy("reset_sent")

    def form_valid(self, form: Any) -> HttpResponse:
        """Count the request, then send the mail."""
        traits, now = limits.traits_of(self.request), timezone.now()
        email = form.cleaned_data["email"]
        # Requests for many other names must not use up the attempts of an account that signs in from this address.
        if not known_addresses.is_known(self.request, [known_addresses.of_account(email)], now=now):
            limits.spend(limits.RESET, traits, now=now)
        if not mails.may_write("password", email):
            return redirect("reset_sent")
        self.extra_email_context = {"site": mailed_site(self.request)}
        return super().form_valid(form)


class NewPasswordView(RefusedMixin, auth.PasswordResetConfirmView):
    """Lets somebody who followed the link in the mail choose a new password, and signs them in.

    Every other session ends.
    """

    form_class = forms.PasswordForm
    template_name = "accounts/new_password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password."""
        super().form_valid(form)
        messages.success(self.request, "The new password is set, and all other browsers are signed out.")
        return enter(self.request, form.user, resolve_url("account"))

    success_url = reverse_lazy("account")

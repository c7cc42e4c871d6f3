"""Signs people in and out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from wargame.accounts import forms
from wargame.accounts.access import has_account
from wargame.accounts.views.answers import RefusedMixin, enter


class SignInView(RefusedMixin, auth.LoginView):
    """Signs in by address and password. A guest may sign in; a user who has an account is redirected."""

    form_class = forms.SignInForm
    template_name = "accounts/sign_in.html"

    def get(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """Show the form, or redirect a user who is signed in."""
        if has_account(request.user):
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *arguments, **named)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in."""
        return enter(self.request, form.get_user(), self.get_success_url())


class SignOutView(auth.LogoutView):
    """Ends the session of this browser."""

    def post(self, request: HttpRequest, *arguments: Any, **named: Any) -> Any:
        """Sign out, and say so."""
        response = super().post(request, *arguments, **named)
        messages.success(request, "You are signed out.")
        return response

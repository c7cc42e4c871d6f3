"""URLs of the account pages."""

from django.urls import path

from wargame.accounts.views import account, answers, passwords, second_steps, sign_ups, signing

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/name/", account.rename, name="rename_account"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/sign-out-elsewhere/", account.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("account/sign-in/", signing.SignInView.as_view(), name="sign_in"),
    path("account/sign-in/code/", second_steps.second_step, name="second_step"),
    path("account/second-factor/", second_steps.second_factor_page, name="second_factor"),
    path("account/second-factor/off/", second_steps.turn_off, name="turn_off_second_factor"),
    path("account/sign-out/", signing.SignOutView.as_view(), name="sign_out"),
    path("account/sign-up/", sign_ups.SignUpView.as_view(), name="sign_up"),
    path("account/sign-up/sent/", answers.sent, {"template": "accounts/sign_up_sent.html"}, name="sign_up_sent"),
    path("account/sign-up/<str:token>/", sign_ups.FinishSignUpView.as_view(), name="finish_sign_up"),
    path("account/reset/", passwords.ResetPasswordView.as_view(), name="reset_password"),
    path("account/reset/sent/", answers.sent, {"template": "accounts/reset_sent.html"}, name="reset_sent"),
    path("account/reset/<uidb64>/<token>/", passwords.NewPasswordView.as_view(), name="new_password"),
]

"""Registers the app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wargame.accounts"
    verbose_name = "Accounts"

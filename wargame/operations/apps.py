"""Registers the app with Django."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "wargame.operations"
    verbose_name = "Operations"

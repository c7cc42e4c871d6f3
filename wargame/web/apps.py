"""Registers the app with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "wargame.web"
    verbose_name = "Web"

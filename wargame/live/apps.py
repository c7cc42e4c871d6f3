"""Registers the app with Django."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class LiveConfig(AppConfig):
    name = "wargame.live"
    verbose_name = "Live updates"

    def ready(self) -> None:
        from wargame.live.sessions import end_streams

        user_logged_out.connect(end_streams)

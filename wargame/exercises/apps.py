"""Registers the app with Django."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    name = "wargame.exercises"
    verbose_name = "Exercises"

    def ready(self) -> None:
        # A task can be asked for only in a process that has loaded the Celery application.
        from wargame import celery  # noqa: F401

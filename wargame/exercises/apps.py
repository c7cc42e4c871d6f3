"""Registers the app with Django."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    name = "wargame.exercises"
    verbose_name = "Exercises"

    def ready(self) -> None:
        # A process can ask for a task only if it has loaded the Celery application.
        from wargame import celery  # noqa: F401

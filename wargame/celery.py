"""The Celery application; tasks live in each room's `tasks` module."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")

app = Celery("wargame")
app.steps["worker"].add("wargame.worker:Beat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

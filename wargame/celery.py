"""The Celery application; tasks live in each room's `tasks` module."""

import os
from typing import Any

from celery import Celery, Task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")


class HintTask(Task[..., Any]):
    """A task of the house."""

    Request = "wargame.worker:Request"


app = Celery("wargame", task_cls=HintTask)
app.steps["worker"].add("wargame.worker:Beat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

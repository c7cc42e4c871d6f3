"""The Celery application; tasks live in each room's `tasks` module."""

import os
from typing import Any

from celery import Celery, Task

from wargame.configured import exit_unless_configured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")
exit_unless_configured()


class HintTask(Task[..., Any]):
    """A task of the house."""

    Request = "wargame.worker:Request"


app = Celery("wargame", task_cls=HintTask)
app.steps["worker"].add("wargame.worker:Beat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

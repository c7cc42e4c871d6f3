"""The Celery application; tasks live in each room's `tasks` module."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery, Task
from celery.signals import setup_logging
from django.conf import settings

from wargame.setting_errors import exit_unless_configured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")
exit_unless_configured()


class HintTask(Task[..., Any]):
    """A task of the house."""

    Request = "wargame.worker:Request"


@setup_logging.connect
def keep_lines(**options: Any) -> None:
    """Has workers log as all other processes do; Celery leaves alone what a receiver of this signal looks after."""
    dictConfig(settings.LOGGING)


app = Celery("wargame", task_cls=HintTask)
app.steps["worker"].add("wargame.worker:Beat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

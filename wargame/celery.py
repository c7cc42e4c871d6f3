"""The Celery application; tasks live in each room's `tasks` module."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery, Task
from celery.signals import setup_logging, worker_init
from django.conf import settings
from django.db import connections

from wargame.setting_errors import exit_unless_configured

CONNECTION_SECONDS = 600

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")
exit_unless_configured()


class HintTask(Task[..., Any]):
    """A task of the house."""

    Request = "wargame.worker:Request"


@setup_logging.connect
def keep_lines(**options: Any) -> None:
    """Has workers log as all other processes do; Celery leaves alone what a receiver of this signal looks after."""
    dictConfig(settings.LOGGING)


@worker_init.connect
def keep_a_connection(**options: Any) -> None:
    """Has each process of a worker keep one connection, as long as it is sound.

    Celery closes the connections of a process at each task, and their pool with them, so every task opened a pool anew.
    """
    for database in connections.settings.values():
        database["OPTIONS"].pop("pool", None)
        database["CONN_MAX_AGE"] = CONNECTION_SECONDS


app = Celery("wargame", task_cls=HintTask)
app.steps["worker"].add("wargame.worker:Beat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

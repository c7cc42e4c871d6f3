"""Celery's tasks have the names by which the rooms ask for them."""

import importlib
import inspect
import pkgutil

import pytest
from celery import current_app

import wargame
from wargame.celery import app


def enqueue_modules() -> list[str]:
    """Return the `enqueue` module of each package, which holds the names of its tasks."""
    rooms = [module.name for module in pkgutil.iter_modules(wargame.__path__, "wargame.") if module.ispkg]
    return [f"{room}.enqueue" for room in rooms if importlib.util.find_spec(f"{room}.enqueue")]


def queued_names() -> list[str]:
    return [
        value
        for name in enqueue_modules()
        for key, value in inspect.getmembers(importlib.import_module(name))
        if key.isupper() and isinstance(value, str)
    ]


def test_a_room_asks_for_tasks() -> None:
    assert "exercises.adjudicate_turn" in queued_names()


@pytest.mark.parametrize("name", queued_names())
def test_every_name_that_is_asked_for_is_a_task(name: str) -> None:
    app.loader.import_default_modules()
    assert name in app.tasks


def test_our_application_is_the_one_that_is_asked() -> None:
    assert current_app == app
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.broker_transport_options["visibility_timeout"] > app.conf.task_time_limit

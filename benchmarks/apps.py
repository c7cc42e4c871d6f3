"""Registers the benchmarks with Django, which finds their commands by that."""

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "benchmarks"

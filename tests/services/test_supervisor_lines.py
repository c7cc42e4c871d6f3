"""A supervisor prints with LOG_FORMAT=json one object a line that says which part, why and how often."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import PATIENCE, eventually

pytestmark = [pytest.mark.service, pytest.mark.own_stack]

HOME = Path(__file__).resolve().parents[2]
PROGRAM = """
import os
import django
django.setup()
from wargame.processes.parts import Part
from wargame.processes.supervisor import supervise
words = ("sh", "-c", 'echo the roof is gone; echo "{\\\\"message\\\\": \\\\"of a part\\\\"}"; exit 3')
parts = [Part("worker", words, lambda: None), Part("broker", ("sleep", "600"), lambda: 1)]
supervise(parts, os.environ, announcement="up")
"""


def test_each_line_of_a_supervisor_is_one_json_object(tmp_path: Path) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "wargame.settings", "PARLEY_VAR": str(tmp_path)}
    said = tmp_path / "said"
    with said.open("w") as file:
        words = [sys.executable, "-c", PROGRAM]
        environment["LOG_FORMAT"] = "json"
        process = subprocess.Popen(words, cwd=HOME, env=environment, stdout=file, stderr=subprocess.STDOUT)
    try:
        eventually(lambda: '"restarts": 1' in said.read_text() and '"up"' in said.read_text())
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    lines = [json.loads(line) for line in said.read_text().splitlines()]
    died = [line for line in lines if line.get("cause") == "died"]
    assert [(line["part"], line["level"], line["restarts"]) for line in died[:2]] == [
        ("worker", "warning", 0),
        ("worker", "warning", 1),
    ]
    assert died[0]["message"] == "died (status 3); starting it again in 1 s"
    assert all({"timestamp", "level", "logger"} <= set(line) for line in lines if line["message"] != "of a part")
    assert {"message": "of a part"} in lines, "a line of a part that is an object already was wrapped again"
    spoken = {line["message"]: line.get("part") for line in lines}
    assert spoken["the roof is gone"] == "worker"
    assert spoken["up"] is None

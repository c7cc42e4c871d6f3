"""What helps to teach with a scenario comes from its pack, and its page shows it for every scenario."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from tests.packs import version_of
from tests.scenarios.pack_games import SLUGS, pack_of


@pytest.mark.parametrize("slug", SLUGS)
def test_every_pack_of_the_repository_has_teaching_material(slug: str) -> None:
    teaching = pack_of(slug).teaching
    assert [plan.minutes for plan in teaching.plans] == [45, 60, 90]
    assert len(teaching.lessons) >= 3
    assert len(teaching.hot_wash) >= 5
    assert len(teaching.rubric) >= 4
    assert teaching.read_ahead


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_the_page_shows_all_of_it_and_no_secret(client: Client, slug: str) -> None:
    version_of(slug)
    pack = pack_of(slug)
    answer = client.get(reverse("teaching", args=[slug]))
    assert answer.status_code == 200
    assert len(answer.content) < 250_000
    words = answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    shown = [step.do for plan in pack.teaching.plans for step in plan.steps]
    shown += [*pack.teaching.read_ahead, *pack.teaching.hot_wash, *(row.strong for row in pack.teaching.rubric)]
    shown += [prompt.text for prompt in pack.texts.prompts]
    assert [text for text in shown if text not in words] == []
    assert [seat.code for seat in pack.seats if seat.brief in words or seat.aims in words] == []


@pytest.mark.django_db
def test_a_scenario_that_does_not_exist_has_no_page(client: Client) -> None:
    assert client.get(reverse("teaching", args=["nowhere"])).status_code == 404


def test_a_plan_whose_steps_do_not_add_up_is_refused(folder: Path) -> None:
    steps = "[{part: Brief, minutes: 5, do: Read.}, {part: Turns, minutes: 30, do: Play.}]"
    (folder / "small" / "teaching.yaml").write_text(f"plans:\n  - {{minutes: 45, steps: {steps}}}\n")
    with pytest.raises(PackError, match="the steps take 35 minutes") as caught:
        read_pack(folder / "small")
    assert caught.value.faults[0].file == "small/teaching.yaml"

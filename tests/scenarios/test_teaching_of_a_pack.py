"""Teaching material comes from a scenario's pack, and its page shows it for every scenario."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from scenarios import opening
from scenarios.pack_faults import PackError
from scenarios.schema.pack_first_reading import first_readings
from scenarios.schema.pack_reading import read_pack
from scenarios.schema.pack_teaching import ALL_POINTS, TeachingTexts
from scenarios.selectors import teaching_page
from tests.packs import version_of
from tests.scenarios.pack_games import SLUGS, pack_of

LONG = " ".join(["word"] * 60)
PRIMER = f"primer: [{', '.join(f'{{title: Part {part}, text: {LONG}}}' for part in range(5))}]"
HURRIED = "[{part: Join, minutes: 30, do: Join.}, {part: Turns, minutes: 1, do: Play.}]"
STEPS = "[{part: Read, minutes: 5, reads: yes, do: Read.}, {part: Turns, minutes: 30, do: Play.}]"
TASK = "individual_task: {task: Write., least_words: 100, most_words: 200, points: 40, counts: [Sources.]}"
ROW = "{criterion: Sources, points: 50, weak: a, fair: b, strong: c}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_pack_of_the_repository_has_whole_teaching_material(slug: str) -> None:
    pack = pack_of(slug)
    teaching = pack.teaching
    assert list(teaching.left_out()) == []
    assert [plan.minutes for plan in teaching.plans] == [45, 60, 90]
    assert min(len(teaching.goals), len(teaching.concepts), len(teaching.before), len(teaching.after)) >= 5
    assert (teaching.groups[0].least, teaching.groups[-1].most) == (2, 30)
    assert {course.ending for course in teaching.courses} == {ending.key for ending in pack.rules.endings}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_seat_reads_for_three_to_five_minutes_before_its_first_order(slug: str) -> None:
    words = {reading.seat: reading.words for reading in first_readings(pack_of(slug))}
    assert [seat for seat, count in words.items() if not 600 <= count <= 950] == []


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_the_page_shows_what_everybody_may_read(client: Client, slug: str) -> None:
    version_of(slug)
    pack, teaching = pack_of(slug), pack_of(slug).teaching
    answer = client.get(reverse("teaching", args=[slug]))
    assert answer.status_code == 200
    assert len(answer.content) < 250_000
    words = answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    shown = [step.do for plan in teaching.plans for step in plan.steps]
    shown += [each.question for each in (*teaching.before, *teaching.after)]
    shown += [*teaching.read_ahead, *teaching.care, *(row.strong for row in teaching.rubric)]
    shown += [reading.title for concept in teaching.concepts for reading in concept.readings]
    shown += [text for goal in teaching.goals for text in (goal.can, goal.decision, goal.seen)]
    shown += [part.title for part in teaching.primer] + [group.do for group in teaching.groups]
    shown += [prompt.text for prompt in pack.texts.prompts]
    shown += ["At 220 words a minute", "https://journal-neo.org/", "data-print"]
    assert [text for text in shown if text not in words] == []
    hidden = [each.answer for each in (*teaching.before, *teaching.after)]
    hidden += [course.course for course in teaching.courses] + [each.do for each in teaching.ends_early]
    hidden += [text for seat in pack.seats for text in (seat.brief, seat.aims)]
    hidden += [report.wrong for report in pack.texts.reports if report.wrong]
    assert [text for text in hidden if text in words] == []


@pytest.mark.django_db
def test_the_page_tells_the_article_in_fourteen_sentences_and_marks_those_that_are_played(client: Client) -> None:
    version_of("nine-past-nine")
    words = client.get(reverse("teaching", args=["nine-past-nine"])).content.decode()
    told = words.partition('<ol class="teach-article">')[2].partition("</ol>")[0]
    assert told.count("<li>") == 14
    assert told.count("Played here:") == len(pack_of("nine-past-nine").meta.plays)
    assert "strategic bombers of both countries flew their first joint air patrol" in told


@pytest.mark.django_db
def test_the_template_of_the_open_page_gets_no_answer() -> None:
    version_of("nine-past-nine")
    page, teaching = teaching_page("nine-past-nine"), pack_of("nine-past-nine").teaching
    assert page.before == tuple(each.question for each in teaching.before)
    assert page.after == tuple(each.question for each in teaching.after)
    assert (page.texts.before, page.texts.after, page.texts.courses, page.texts.ends_early) == ((), (), (), ())


@pytest.mark.django_db
def test_a_scenario_that_does_not_exist_has_no_page(client: Client) -> None:
    assert client.get(reverse("teaching", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (f"plans: [{{minutes: 45, steps: {STEPS}}}]", "the steps take 35 minutes"),
        (f"plans: [{{minutes: 31, steps: {HURRIED}}}]", "'reads: yes' take 0 minutes"),
        (f"rubric: [{ROW}]\n{TASK}", "give 90 points together"),
        ("primer: [{title: Short, text: Too few words.}]", "the primer has 3 words"),
        ("courses: [{ending: goner, course: They go., ask: Why?}]", "there is no ending 'goner'"),
        ("courses: [{ending: gone, course: They go., ask: Why?}]", "comes to the ending 'quiet'"),
        ("groups: [{least: 3, most: 30, do: Sit.}]", "this begins at 3 people"),
        ("groups: [{least: 2, most: 9, do: Sit.}]", "a class of 10 people"),
        ("groups: [{least: 9, most: 2, do: Sit.}]", "least is more than most"),
        ("concepts: [{concept: Fear, means: It is felt., shown: Here., readings: []}]", "readings"),
        ("hot_wash: [Why?]", "hot_wash"),
        (PRIMER, "the pack is ready, and 'care' is left out"),
    ],
)
def test_a_fault_of_the_material_is_named_with_its_file(folder: Path, written: str, message: str) -> None:
    (folder / "small" / "teaching.yaml").write_text(f"{written}\n")
    with pytest.raises(PackError, match=message) as caught:
        read_pack(folder / "small")
    assert {fault.file for fault in caught.value.faults} == {"small/teaching.yaml"}
    assert all(fault.remedy for fault in caught.value.faults)


def test_a_pack_that_is_not_ready_may_leave_parts_out(folder: Path) -> None:
    cover = folder / "small" / "scenario.yaml"
    cover.write_text(cover.read_text().replace("status: ready", "status: review"))
    (folder / "small" / "teaching.yaml").write_text(f"plans: [{{minutes: 35, steps: {STEPS}}}]\n")
    assert read_pack(folder / "small").teaching.plans[0].reading_minutes == 5


def test_a_version_with_teaching_material_of_before_is_still_opened(folder: Path) -> None:
    stored = read_pack(folder / "small").model_dump(mode="json")
    before = {"read_ahead": [], "lessons": [], "plans": [], "hot_wash": ["Why?"], "rubric": []}
    content = opening.content_of({"pack": {**stored, "teaching": before}})
    assert content.meta.slug == "small"
    assert content.teaching == TeachingTexts()


def test_a_weak_answer_gets_a_third_of_the_points_and_all_points_add_up_to_a_hundred() -> None:
    teaching: TeachingTexts = pack_of("nine-past-nine").teaching
    assert teaching.individual_task
    assert teaching.total_points + teaching.individual_task.points == ALL_POINTS
    row = teaching.rubric[0]
    assert (row.most_if_weak, row.most_if_fair, row.points) == (5, 10, 15)

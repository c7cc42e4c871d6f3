"""Shared libraries with one mistake each: every one is refused as a whole, with file, line, path and remedy."""

from pathlib import Path

import pytest

from scenarios.loader import load
from scenarios.models import Fact, Role, Scenario, Source
from scenarios.pack_faults import PackError
from tests.scenarios.editing import change

pytestmark = pytest.mark.django_db


SPOILED: dict[str, tuple[str, str, str, str, str, str]] = {
    # name -> file, text, its replacement, path in the file, a word of the message, a word of the remedy
    "unknown key": ("states", "  code: RUS\n", "  code: RUS\n  flag: x\n", "0.flag", "'flag' is not known", "spelling"),
    "missing key": ("states", "  adjective: Russian\n", "", "0.adjective", "'adjective' is missing", "Add"),
    "word for a number": ("states", "cow_number: 365", "cow_number: many", "0.cow_number", "whole number", "12"),
    "huge number": ("states", "cow_number: 365", "cow_number: " + "9" * 5000, "0.cow_number", "whole number", "12"),
    "not a number": ("states", "value: 1693.1", "value: .nan", "0.indicators.0.value", "plain number", "0.5"),
    "infinity": ("states", "value: 1693.1", "value: .inf", "0.indicators.0.value", "plain number", "0.5"),
    "exponent": ("states", "value: 1693.1", "value: 1e999", "0.indicators.0.value", "plain number", "0.5"),
    "number out of range": ("places", "latitude: 37.2417", "latitude: 137", "0.latitude", "too large", "90"),
    "list for text": ("states", "title: Russia", "title: [Russia]", "0.title", "should be text", "one value"),
    "mapping for text": ("states", "title: Russia", "title: {a: b}", "0.title", "should be text", "one value"),
    "text for a list": ("incidents", "parties: [RUS, CHN, KOR, JPN, USA]", "parties: RUS", "0.parties", "list", "- "),
    "text for a mapping": (
        "places",
        "{name: Liancourt Rocks, language: en, used_by: [USA]}",
        "Rocks",
        "0.names.0",
        "mapping",
        "key: value",
    ),
    "long text": ("states", "title: Russia", "title: " + "x" * 161, "0.title", "too long", "160"),
    "wrong word": ("incidents", "kind: patrol", "kind: parade", "0.kind", "'parade'", "'patrol'"),
    "wrong code": ("states", "  code: RUS", "  code: Rus", "0.code", "wrong form", "KOR"),
    "wrong slug": ("sources", "- slug: kbs-2019", "- slug: KBS 2019", ".slug", "wrong form", "small letters"),
    "an address that a browser would run": (
        "sources",
        'address: "https://rostec.ru/en/news/1304"',
        'address: "javascript:alert(1)"',
        ".address",
        "wrong form",
        "https://",
    ),
    "wrong date": (
        "incidents",
        "happened_on: 2019-07-23",
        "happened_on: 23.7.2019",
        "0.happened_on",
        "not a date",
        "2019",
    ),
    "no such day": (
        "incidents",
        "happened_on: 2019-07-23",
        "happened_on: 2019-02-30",
        "0.happened_on",
        "no such day",
        "date",
    ),
    "wrong time": ("incidents", "local_time: 06:44", "local_time: 25:00", "0.local_time", "wrong form", "09:09"),
    "neither yes nor no": ("relations", "defence: no", "defence: perhaps", "pairs.0.defence", "yes nor no", "yes"),
    "ends before it begins": ("incidents", "ended_on: 2019-07-25", "ended_on: 2019-07-01", "0", "ends before", "date"),
    "cited twice": ("states", "    - csto-site\n", "    - csto-site\n    - csto-site\n", "0", "cited twice", "once"),
    "no source": (
        "agreements",
        "  sources: [yonhap-2019, general-knowledge]\n",
        "  sources: []\n",
        ".sources",
        "too few",
        "at least 1",
    ),
    "hidden guess": ("places", "  confidence: S\n", "  confidence: G\n", "0", "hides a guess", "general-knowledge"),
    "relation to itself": (
        "relations",
        "pair: [RUS, CHN]",
        "pair: [RUS, RUS]",
        "pairs.0",
        "no relation to itself",
        "two",
    ),
    "claim by nobody": ("claims", "  state: KOR\n", "", "0", "nobody makes this claim", "speaker"),
    "dangling source": (
        "incidents",
        "    - kbs-2019\n",
        "    - kbs-20199\n",
        "0.sources.0.source",
        "no source 'kbs-20199'",
        "Did you mean kbs-2019",
    ),
    "dangling state": (
        "incidents",
        "[RUS, CHN, KOR, JPN, USA]",
        "[RUS, CHN, KOR, JPN, USB]",
        "0.parties.4",
        "no state 'USB'",
        "states.yaml",
    ),
    "dangling place": (
        "incidents",
        "place: ieodo",
        "place: ieodoo",
        "1.place",
        "no place 'ieodoo'",
        "Did you mean ieodo",
    ),
    "dangling incident": (
        "incidents",
        "part_of: airspace-incident-2019",
        "part_of: nowhere",
        "1.part_of",
        "no incident",
        "incidents.yaml",
    ),
    "dangling measure": (
        "measures",
        "answers: tariffs-1-us",
        "answers: tariffs-9-us",
        ".answers",
        "no measure",
        "Did you mean",
    ),
    "answer before its cause": (
        "measures",
        "answers: tariffs-1-us",
        "answers: tariffs-2-us",
        ".answers",
        "came later (2018-08-23)",
        "does answer",
    ),
    "dangling fact of a finding": (
        "article",
        "facts: [neo-on-the-west,",
        "facts: [neo-on-the-wast,",
        "sentences.0.findings.0.facts.0",
        "no name 'neo-on-the-wast'",
        "Did you mean neo-on-the-west",
    ),
    "unknown verdict": ("article", "verdict: wrong", "verdict: false", ".verdict", "'false'", "'wrong'"),
    "sentence without words": (
        "article",
        "    quote: the first joint air patrol\n",
        "",
        "sentences.11",
        "either quote or paraphrase",
        "sense",
    ),
    "quotation that nobody retells": (
        "article",
        "    retold: The two exchange information, and they hold joint exercises.\n",
        "",
        "sentences.6",
        "'retold' is missing",
        "beside 'quote'",
    ),
    "long quotation": (
        "article",
        "quote: the first joint air patrol",
        "quote: " + "word " * 17,
        "sentences.11",
        "17 words",
        "claim",
    ),
    "sentences out of order": (
        "article",
        "  - number: 13\n",
        "  - number: 11\n",
        "sentences.12.number",
        "after sentence 12",
        "order",
    ),
    "related to itself": (
        "incidents",
        "related: [sco]",
        "related: [sco, india-pakistan-join-sco]",
        ".related",
        "related to itself",
        "Leave it out",
    ),
    "dangling fact": ("claims", "about: airspace-incident-2019", "about: nowhere", "0.about", "no fact", "library"),
    "name taken": ("agreements", "- slug: gsomia\n", "- slug: russia\n", ".slug", "'russia' is taken", "another name"),
    "source named twice": (
        "sources",
        "- slug: sbs-2019\n",
        "- slug: chosun-2019\n",
        ".slug",
        "is taken",
        "another name",
    ),
    "alias": ("claims", "says: A Russian A-50.", "says: *boom", "", "alias", "Write the value out"),
    "template": ("claims", "says: A Russian A-50.", "says: {{ secret }}", "", "key", "plain word"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_library_is_refused_whole(name: str, folder: Path) -> None:
    section, old, new, place, word, remedy = SPOILED[name]
    change(folder / "_shared" / f"{section}.yaml", old, new)
    with pytest.raises(PackError) as caught:
        load(folder)
    fault = next(f for f in caught.value.faults if f.file == f"_shared/{section}.yaml")
    assert word in fault.message
    assert remedy in fault.remedy
    assert place in fault.path
    assert fault.line is not None
    assert new == "" or _stands_near(folder / "_shared" / f"{section}.yaml", new, fault.line)
    assert all(not model._default_manager.exists() for model in (Fact, Source, Scenario, Role))


def _stands_near(path: Path, text: str, line: int) -> bool:
    """Return whether the fault's line belongs to the entry that was changed."""
    before = path.read_text(encoding="utf-8").split(text)[0].count("\n") + 1
    return abs(before - line) <= 45

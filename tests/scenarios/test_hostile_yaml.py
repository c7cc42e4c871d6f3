"""Hostile YAML files: each is refused cheaply, with file, line, message and remedy."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.pack_faults import PackError
from scenarios.yamlsafe import MAX_BYTES, MAX_NODES, Document, read_bytes, read_file

CPU_SECONDS = 20
BYTES = 1024**3
"""Several times what a process takes for all of them, and far less than anything that grows without bound."""

BOMB = (
    b"a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b]\n"
)

LARGE = b"".join(b"- {a: %d, b: [x, y]}\n" % n for n in range(2500))

# name -> the bytes, the line of the fault (None: the file as a whole), a word of the message
CORPUS: dict[str, tuple[bytes, int | None, str]] = {
    "alias": (b"a: 1\nb: *a\n", 2, "alias"),
    "anchor": (b"a: &x 1\n", 1, "anchor"),
    "anchor on a list": (b"k: v\na: &x\n  - 1\n", 2, "anchor"),
    "anchor on a mapping": (b"a: &x {b: 1}\n", 1, "anchor"),
    "anchor on a key": (b"&x a: 1\n", 1, "anchor"),
    "alias as a key": (b"? *x\n: 1\n", 1, "alias"),
    "recursive alias": (b"a: &a [*a]\n", 1, "anchor"),
    "billion laughs": (BOMB, 1, "anchor"),
    "anchored document": (b"&x\na: 1\n", 1, "anchor"),
    "python object": (b"a: !!python/object/apply:os.system ['true']\n", 1, "tag"),
    "python name": (b"a: !!python/name:os.system\n", 1, "tag"),
    "python module": (b"- !!python/module:os\n", 1, "tag"),
    "own tag": (b"a: !secret x\n", 1, "tag"),
    "plain tag": (b"a: ! x\n", 1, "tag"),
    "string tag": (b"a: !!str 12\n", 1, "tag"),
    "set": (b"a: !!set {x, y}\n", 1, "tag"),
    "omap": (b"--- !!omap\n- a: 1\n", 1, "tag"),
    "binary": (b"a: !!binary aGVsbG8=\n", 1, "tag"),
    "verbatim tag": (b"a: !<tag:yaml.org,2002:python/none> x\n", 1, "tag"),
    "tag on a key": (b"!!str a: 1\n", 1, "tag"),
    "merge key": (b"a:\n  <<: {b: 1}\n", 2, "merge key"),
    "merge key of a list": (b"<<: [{a: 1}, {b: 2}]\n", 1, "merge key"),
    "quoted merge key": (b'"<<": {b: 1}\n', 1, "merge key"),
    "yaml directive": (b"%YAML 1.1\n---\na: 1\n", 1, "directives"),
    "tag directive": (b"%TAG ! tag:evil,2000:\n---\na: 1\n", 1, "directives"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "second document"),
    "many documents": (b"a: 1\n" + b"---\nb: 2\n" * 5000, 2, "second document"),
    "double key": (b"a: 1\nb: 2\na: 3\n", 3, "stands twice"),
    "double nested key": (b"a:\n  b: 1\n  c: 2\n  b: 3\n", 4, "stands twice"),
    "double key in quotes": (b'a: 1\n"a": 2\n', 2, "stands twice"),
    "double key by escape": (b'a: 1\n"\\x61": 2\n', 2, "stands twice"),
    "list as a key": (b"? [a, b]\n: 1\n", 1, "key"),
    "mapping as a key": (b"? {a: b}\n: 1\n", 1, "key"),
    "braces for a template": (b"a: {{ user }}\n", 1, "key"),
    "empty key": (b'"": 1\n', 1, "key"),
    "long key": (b"k" * 500 + b": 1\n", 1, "key"),
    "no value": (b"a: 1\nb:\n", 2, "no value"),
    "tilde": (b"a: ~\n", 1, "no value"),
    "null": (b"a: 1\nb: null\n", 2, "no value"),
    "empty item": (b"a:\n  - x\n  -\n", 3, "no value"),
    "empty file": (b"", 1, "empty"),
    "only a comment": (b"# nothing\n", 1, "empty"),
    "deep flow list": (b"[" * 100_000, 1, "nest"),
    "deep flow mapping": (b"{a: " * 50_000, 1, "nested"),
    "deep block list": (b"- " * 400 + b"x\n", 1, "nested"),
    "deep block mapping": (b"".join(b" " * n + b"k:\n" for n in range(40)) + b" " * 41 + b"x: 1\n", 22, "nested"),
    "wide list": (b"- x\n" * (MAX_NODES + 1), MAX_NODES, "more than"),
    "wide flow list": (b"[" + b"1," * (MAX_NODES + 1) + b"]", 1, "more than"),
    "wide mapping": (b"".join(b"k%d: 1\n" % n for n in range(MAX_NODES)), MAX_NODES // 2, "more than"),
    "oversized": (b"#" + b"x" * MAX_BYTES, None, "larger than"),
    "oversized by one": (b"a" * (MAX_BYTES + 1), None, "larger than"),
    "nul byte": (b"a: 1\nb: x\x00y\n", 2, "control character"),
    "nul by escape": (b'a: "x\\0y"\n', 1, "control character"),
    "bell by escape": (b'a: 1\nb: "\\a"\n', 2, "control character"),
    "escape sequence": (b"a: \x1b[31m\n", 1, "control character"),
    "delete": (b"a: \x7f\n", 1, "control character"),
    "turned writing": ("a: 1\nb: \u202egpj.exe\n".encode(), 2, "control character"),
    "turned writing by escape": (b'a: "\\u202e"\n', 1, "control character"),
    "half a character": (b'a: "\\ud800"\n', 1, "YAML"),
    "not UTF-8": (b"a: 1\nb: \xff\xfe\n", 2, "UTF-8"),
    "Latin-1": ("a: caf\xe9\n".encode("latin-1"), 1, "UTF-8"),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, "UTF-8"),
    "UTF-32": ("a: 1\n".encode("utf-32"), 1, "UTF-8"),
    "overlong UTF-8": (b"a: \xc0\xaf\n", 1, "UTF-8"),
    "tab for indentation": (b"a:\n\tb: 1\n", 2, "YAML"),
    "bad indentation": (b"a:\n   b: 1\n  c: 2\n", 3, "YAML"),
    "open quote": (b'a: "x\nb: 1\n', None, "YAML"),
    "open bracket": (b"a: [1, 2\nb: 3\n", 2, "YAML"),
    "colon in a value": (b"a: b: c\n", 1, "YAML"),
    "bad escape": (b'a: "\\q"\n', 1, "YAML"),
    "percent": (b"a: 1\n%b: 2\n", None, ""),
    "at sign": (b"a: @x\n", 1, "YAML"),
    "backtick": (b"a: `id`\n", 1, "YAML"),
}  # fmt: skip


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused(name: str) -> None:
    raw, line, word = CORPUS[name]
    with pytest.raises(PackError) as caught:
        read_bytes(raw, name="hostile.yaml")
    error = caught.value
    assert error.file == "hostile.yaml"
    assert word in error.message
    assert error.remedy
    if line is not None:
        assert error.line == line
    assert len(str(error)) < 500


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 60


def test_a_missing_file_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such file"):
        read_file(tmp_path / "absent.yaml")


def test_words_stay_words() -> None:
    text = (
        b"country: NO\ntime: 12:30:45\nnumber: .nan\noctal: 0o17\ndate: 2019-07-23\nyes: yes\nlong: " + b"9" * 100_000
    )
    document = read_bytes(text, name="plain.yaml")
    assert isinstance(document.tree, dict)
    assert {key: document.tree[key] for key in ("country", "time", "number", "octal", "date", "yes")} == {
        "country": "NO",
        "time": "12:30:45",
        "number": ".nan",
        "octal": "0o17",
        "date": "2019-07-23",
        "yes": "yes",
    }
    assert all(isinstance(value, str) for value in document.tree.values())


@pytest.mark.slow
def test_a_large_honest_file_is_read() -> None:
    document = read_bytes(LARGE, name="large.yaml")
    assert document.line_of((2499, "b", 1)) == 2500


READ_ALL = """
from scenarios.pack_faults import PackError
from scenarios.yamlsafe import read_bytes
from tests.scenarios.test_hostile_yaml import CORPUS, LARGE

for name, raw in {**{name: raw for name, (raw, _, _) in CORPUS.items()}, "large": LARGE}.items():
    print(name, flush=True)
    try:
        read_bytes(raw, name="hostile.yaml")
    except PackError:
        pass
print("all were read")
"""


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


@pytest.mark.slow
def test_no_file_takes_much_of_processor_or_memory() -> None:
    """The kernel measures the process alone, so that the load of the machine does not matter."""
    reader = subprocess.run(
        [sys.executable, "-c", READ_ALL], capture_output=True, text=True, preexec_fn=_limit, check=False
    )
    assert reader.stdout.splitlines()[-1:] == ["all were read"], (reader.returncode, reader.stdout[-40:], reader.stderr)


def test_a_place_that_is_missing_has_the_line_of_what_surrounds_it() -> None:
    document = read_bytes(b"a:\n  b:\n    c: 1\n", name="x.yaml")
    assert document.line_of(("a", "b", "missing", 3)) == 2
    assert Document("x.yaml", {}, {}).line_of(("a",)) is None

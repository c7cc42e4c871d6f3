"""For any bytes, the reader returns a tree of strings within its limits, or faults."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scenarios.pack_faults import PackError
from scenarios.schema.pack_files import CoverFile
from scenarios.schema.validation import checked
from scenarios.yamlsafe import MAX_DEPTH, Document, Tree, read_bytes

YAMLISH = st.text(st.sampled_from("ab: -[]{},&*!|>'\"%@`#?~\n\t\\01.<=é\u2028\ufeff\x00"), max_size=400)
STRUCTURED = st.recursive(
    st.text(max_size=8) | st.integers() | st.floats() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4),
    max_leaves=20,
)


def _read(raw: bytes) -> Document | PackError:
    try:
        return read_bytes(raw, name="fuzz.yaml")
    except PackError as error:
        return error


def _depth(tree: Tree) -> int:
    """Return the depth of the tree; fail on anything but a string, a list or a mapping of strings."""
    if isinstance(tree, str):
        assert "\x00" not in tree
        return 0
    if isinstance(tree, dict):
        assert all(isinstance(key, str) for key in tree)
        return 1 + max((_depth(value) for value in tree.values()), default=0)
    assert isinstance(tree, list)
    return 1 + max((_depth(value) for value in tree), default=0)


@given(st.binary(max_size=300) | YAMLISH.map(str.encode))
@example(b"\xef\xbb\xbfa: 1")
@example(b"a: !")
@example(b"? ")
@example(b"- - - &")
@settings(max_examples=400)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    found = _read(raw)
    if isinstance(found, Document):
        assert _depth(found.tree) <= MAX_DEPTH
    else:
        assert all(fault.remedy and fault.message and fault.file == "fuzz.yaml" for fault in found.faults)


@pytest.mark.slow
@given(STRUCTURED)
@settings(max_examples=200)
def test_any_tree_is_checked_or_refused_in_words(value: object) -> None:
    document = _read(json.dumps({"meta": value, "seats": value}).encode())
    if isinstance(document, Document):
        with pytest.raises(PackError) as caught:
            checked(CoverFile, document)
        assert all(fault.line is not None and fault.message and fault.remedy for fault in caught.value.faults)

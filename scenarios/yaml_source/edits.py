"""Sets, adds and removes values in the source of a YAML file.

Each edit changes the text and reads it again. A result that differs in anything else raises PackError, so that a wrong
guess about the form of a file never spoils it.
"""

from collections.abc import Iterator

from scenarios.pack_faults import Fault, PackError
from scenarios.yaml_source.nodes import Span, spans_of
from scenarios.yaml_source.texts import reworded
from scenarios.yaml_source.trees import tree_at, with_tree, without
from scenarios.yaml_source.writing import block, entry, one_line
from scenarios.yamlsafe import Place, Tree, read_bytes

Spans = dict[Place, Span]


def with_value(source: str, place: Place, value: Tree, *, name: str) -> str:
    """Return the source of a file with a value at a place, in the stead of another one or as a new key.

    Raises PackError where it cannot be written.
    """
    tree = read_bytes(source.encode(), name=name).tree
    old = tree_at(tree, place)
    if old == value:
        return source
    if isinstance(old, str) and isinstance(value, str):
        return reworded(source, place, value, name=name)
    spans = spans_of(source)
    tried = _with_key(source, spans, place, value) if old is None else _replaced(source, spans, place, value)
    return _first_true(tried, with_tree(tree, place, value), place, name)


def removed(source: str, place: Place, *, name: str) -> str:
    """Return the source of a file without a key or an item. Raises PackError where it cannot be cut out."""
    tree = read_bytes(source.encode(), name=name).tree
    siblings = tree_at(tree, place[:-1])
    if tree_at(tree, place) is None or not isinstance(siblings, (list, dict)):
        raise _refusal(place, name)
    if len(siblings) == 1 and isinstance(siblings, list):
        return with_value(source, place[:-1], [], name=name)
    return _first_true(_cut(source, spans_of(source), place), without(tree, place), place, name)


def added(source: str, place: Place, value: Tree, *, name: str, after: int | None = None) -> str:
    """Return the source of a file with one more item in a list, behind the last one or `after` one of them."""
    tree = read_bytes(source.encode(), name=name).tree
    items = tree_at(tree, place)
    if not isinstance(items, list) or not items:
        return with_value(source, place, [value], name=name)
    at = len(items) - 1 if after is None else after
    expected = with_tree(tree, place, [*items[: at + 1], value, *items[at + 1 :]])
    return _first_true(_behind(source, spans_of(source), (*place, at), value), expected, place, name)


def moved_up(source: str, place: Place, *, name: str) -> str:
    """Return the source of a file in which an item of a list stands before the one above it, with its comments."""
    tree = read_bytes(source.encode(), name=name).tree
    items, index = tree_at(tree, place[:-1]), place[-1]
    if not isinstance(items, list) or not isinstance(index, int) or not 0 < index < len(items):
        raise _refusal(place, name)
    swapped = [*items[: index - 1], items[index], items[index - 1], *items[index + 1 :]]
    return _first_true(_swapped(source, spans_of(source), place), with_tree(tree, place[:-1], swapped), place, name)


def _first_true(tried: Iterator[str], expected: Tree, place: Place, name: str) -> str:
    for source in tried:
        try:
            if read_bytes(source.encode(), name=name).tree == expected:
                return source
        except PackError:
            continue
    raise _refusal(place, name)


def _refusal(place: Place, name: str) -> PackError:
    message, remedy = "this place has changed, or its form is unusual.", "Load the page again, or edit the file."
    return PackError([Fault(name, message, remedy, ".".join(map(str, place)))])


def _replaced(source: str, spans: Spans, place: Place, value: Tree) -> Iterator[str]:
    span = spans[place]
    start, end = span.start, span.end
    if span.key is None or not place:
        yield source[:start] + one_line(value) + source[end:]
        yield source[:start] + block(value, _column(source, start)) + source[end:]
        return
    behind = source.index(":", span.key[1])
    if not _is_in_brackets(spans, place) and (span.is_block or not isinstance(value, str)):
        yield source[: span.key[0]] + entry(str(place[-1]), value, _column(source, span.key[0])) + source[end:]
    yield source[: behind + 1] + " " + one_line(value) + source[end:]


def _with_key(source: str, spans: Spans, place: Place, value: Tree) -> Iterator[str]:
    """Yield ways to write a new key into a mapping, behind its last one."""
    parent = spans.get(place[:-1])
    if parent is None:
        return
    key = str(place[-1])
    if parent.is_flow:
        pair, end = f"{key}: {one_line(value)}", parent.end - 1
        yield source[:end].rstrip() + (", " if parent.node.value else "") + pair + source[end:]
        return
    margin = _column(source, parent.start)
    end = _line_end(source, parent.end)
    yield source[:end] + "\n" + " " * margin + entry(key, value, margin) + source[end:]


def _behind(source: str, spans: Spans, place: Place, value: Tree) -> Iterator[str]:
    """Yield ways to write an item behind another one of its list, in the form of that one."""
    span, whole = spans[place], spans[place[:-1]]
    if whole.is_flow:
        yield source[: span.end] + ", " + one_line(value) + source[span.end :]
        return
    margin, end = _column(source, span.start), _line_end(source, span.end)
    dash = source.rindex("-", 0, span.start)
    head = source[:end] + "\n" + " " * _column(source, dash) + source[dash : span.start]
    if span.is_flow or not isinstance(value, dict):
        yield head + one_line(value) + source[end:]
    yield head + block(value, margin) + source[end:]


def _cut(source: str, spans: Spans, place: Place) -> Iterator[str]:
    span, parent = spans[place], spans[place[:-1]]
    beside = (each for at, each in spans.items() if len(at) == len(place) and at[:-1] == place[:-1])
    others = sorted((each.begins, each.end) for each in beside)
    here = others.index((span.begins, span.end))
    if parent.is_flow:
        if here + 1 < len(others):
            yield source[: span.begins] + source[others[here + 1][0] :]
        elif here:
            yield source[: others[here - 1][1]] + source[span.end :]
        else:
            yield source[: span.begins] + source[span.end :]
        return
    begins = span.begins if span.key else source.rindex("-", 0, span.start)
    line, end = source.rfind("\n", 0, begins) + 1, _line_end(source, span.end)
    if not source[line:begins].strip():
        yield source[:line] + source[end + 1 :]
    if here + 1 < len(others):
        yield source[:begins] + source[others[here + 1][0] :]


def _swapped(source: str, spans: Spans, place: Place) -> Iterator[str]:
    """Yield ways to change the places of an item and the one above it."""
    above, span = spans[(*place[:-1], int(place[-1]) - 1)], spans[place]
    if not spans[place[:-1]].is_flow:
        one, end = source.rindex("-", 0, above.start), _line_end(source, above.end)
        other, last = _with_remarks(source, source.rindex("-", 0, span.start)), _line_end(source, span.end)
        begins = source.rfind("\n", 0, one) + 1
        if not source[begins:one].strip():
            one = _with_remarks(source, one) if int(place[-1]) > 1 else begins
            yield source[:one] + source[other:last] + source[end:other] + source[one:end] + source[last:]
    one, end, other, last = above.start, above.end, span.start, span.end
    yield source[:one] + source[other:last] + source[end:other] + source[one:end] + source[last:]


def _with_remarks(source: str, index: int) -> int:
    """Return where the line of an index begins, or the first of the lines of comment right above it."""
    begins = source.rfind("\n", 0, index) + 1
    while begins:
        line = source.rfind("\n", 0, begins - 1) + 1
        if not source[line:begins].lstrip().startswith("#"):
            break
        begins = line
    return begins


def _is_in_brackets(spans: Spans, place: Place) -> bool:
    return any(spans[place[:length]].is_flow for length in range(len(place)))


def _column(source: str, index: int) -> int:
    return index - (source.rfind("\n", 0, index) + 1)


def _line_end(source: str, index: int) -> int:
    found = source.find("\n", index)
    return len(source) if found < 0 else found

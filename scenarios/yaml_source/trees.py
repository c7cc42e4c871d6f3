"""Values of a tree by their place, and trees in which one value is another one."""

from scenarios.yamlsafe import Place, Tree


def tree_at(tree: Tree, place: Place) -> "Tree | None":
    """Return the value at a place of a tree; None where there is none."""
    for step in place:
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def with_tree(tree: Tree, place: Place, value: Tree) -> Tree:
    """Return a tree with another value at a place. A key that is new comes last."""
    if not place:
        return value
    step, rest = place[0], place[1:]
    if isinstance(tree, dict):
        return {**tree, str(step): with_tree(tree.get(str(step), {}), rest, value)}
    if isinstance(tree, list):
        return [with_tree(each, rest, value) if index == step else each for index, each in enumerate(tree)]
    return tree


def without(tree: Tree, place: Place) -> Tree:
    """Return a tree without the value at a place."""
    parent, step = tree_at(tree, place[:-1]), place[-1]
    if isinstance(parent, dict):
        left: Tree = {key: value for key, value in parent.items() if key != step}
    elif isinstance(parent, list):
        left = [value for index, value in enumerate(parent) if index != step]
    else:
        return tree
    return with_tree(tree, place[:-1], left)

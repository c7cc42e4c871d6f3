"""Names of new entries, which nothing beside them has."""

from scenarios.yamlsafe import Tree

_IDENTITIES = ("key", "kind", "code")


def name_of(value: object) -> str:
    """Return the name of an entry; "" where it has none."""
    if not isinstance(value, dict):
        return ""
    return next((str(value[field]) for field in _IDENTITIES if isinstance(value.get(field), str)), "")


def with_new_name(value: Tree, taken: set[str], like: str = "new") -> Tree:
    """Return an entry under a name that nothing beside it has."""
    if not isinstance(value, dict):
        return value
    field = next((field for field in _IDENTITIES if field in value), "")
    if not field or not like:
        return value
    names = (like, *(f"{like}_{number}" for number in range(2, 1000)))
    return {**value, field: next((name for name in names if name not in taken), like)}

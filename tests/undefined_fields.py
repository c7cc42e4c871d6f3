"""Make a template fail that writes a field which its context lacks; Django would write nothing."""


class UndefinedField(Exception):
    """A template writes a field that its context lacks."""


class _Undefined(str):
    """Django's `string_if_invalid`: Django looks for a place for the name in it, and then fills that."""

    __slots__ = ()

    def __contains__(self, text: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise UndefinedField(f"There is no field {name} here. Where it is optional, ask with `if` or `firstof`.")


UNDEFINED = _Undefined("%s")

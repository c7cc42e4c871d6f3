"""The refusal of a file whose table Parley does not read."""


class BadSheet(ValueError):
    """The file has no table that Parley reads; the sentence names the reason and the remedy."""


def formula_at(cell: str) -> BadSheet:
    """Return the refusal of a formula, which Parley does not compute."""
    return BadSheet(f"Cell {cell} holds a formula. Copy the cells and paste them as values, then save the file again.")

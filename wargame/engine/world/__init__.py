"""The state of the world as rows of integers, its dice, and the mark of a rule."""

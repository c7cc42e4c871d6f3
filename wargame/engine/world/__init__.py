"""The state of the world as rows of integers, the dice, and the `rule` decorator for functions that numba compiles."""

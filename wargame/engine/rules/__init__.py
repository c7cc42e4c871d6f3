"""The rules, one family a file, in the numba subset of Python."""

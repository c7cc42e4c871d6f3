"""The steps that turn an author's scenario into rows of integers."""

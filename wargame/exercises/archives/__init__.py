"""Whole exercises as one file that another installation of Parley takes: written, read, and brought in."""

"""Agreements of the writer and the reader of archives: the form of the file, its rows, its schema and its limits."""

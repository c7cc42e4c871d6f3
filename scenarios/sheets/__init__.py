"""Injects and texts of a draft as rows of a spreadsheet, out and in.

A file becomes a table of texts, a table becomes rows by column, and rows become a plan: what would change, what is
refused, and the files as they would be. Nothing here writes to the database.
"""

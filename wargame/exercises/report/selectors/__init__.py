"""Writes reports from the ledger, and arranges them and their versions for pages."""

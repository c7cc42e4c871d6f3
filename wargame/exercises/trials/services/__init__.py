"""Begins trials."""

"""Worlds as JSON, and the upgrades of older ones."""

"""Worlds as JSON, and the upgrades of worlds that older versions stored."""

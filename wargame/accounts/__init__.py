"""Parley's own user model, accounts and guests, and limits on attempts."""

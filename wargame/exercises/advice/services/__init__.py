"""Keeping what advisers say."""

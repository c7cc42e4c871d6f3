"""Tells browsers that a region of their page has changed, never what it says."""

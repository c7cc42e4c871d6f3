"""Keeps versions of reports, and makes and revokes links to them."""

"""Cabinets and reviews of advisers, as pages and programs read them."""

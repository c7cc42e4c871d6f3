"""The evaluation room's API. It uses the same services, selectors and permissions as the pages."""

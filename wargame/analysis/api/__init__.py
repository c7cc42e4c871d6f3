"""The evaluation room for programs: the same services, selectors and permissions as the pages."""

"""The conduct room for programs: the same services, selectors and perspectives as the pages."""

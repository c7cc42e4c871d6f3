"""The API of exercises. It uses the same services, selectors and perspectives as the pages."""

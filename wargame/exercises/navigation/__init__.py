"""Where a page leads: query parameters, URLs to redirect to, and changing the seat in a sandbox."""

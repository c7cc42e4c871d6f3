"""Where a page leads: query parameters, addresses to redirect to, and turning between the seats of a sandbox."""

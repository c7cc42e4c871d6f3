"""Writing order sheets and the reasons for orders, each request once."""

"""Django's PostgreSQL backend, which reports at once that the server is away."""

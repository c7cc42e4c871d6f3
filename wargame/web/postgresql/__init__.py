"""Django's PostgreSQL, which tells at once that it is away."""

"""Who looks on, and what they note."""

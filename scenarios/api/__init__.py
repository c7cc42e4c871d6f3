"""The design room's API, read-only: scenarios and the facts that they use."""

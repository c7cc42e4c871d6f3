"""Who people are: Parley's own user model."""

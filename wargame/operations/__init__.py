"""What whoever runs Parley does: start it, watch it, back it up, measure it."""

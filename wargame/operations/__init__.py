"""Commands of whoever runs Parley: start it, watch it, back it up, measure it."""

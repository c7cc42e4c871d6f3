"""Commands for the administrator of Parley: start it, watch it, back it up, measure it."""

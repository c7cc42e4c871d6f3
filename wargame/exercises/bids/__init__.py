"""Bids: people say during play how likely a claim is. The claim is a question of the debrief, asked early."""

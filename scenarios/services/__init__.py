"""Acts of people on scenarios of their own: write, publish, share, hand over, put away and delete them."""

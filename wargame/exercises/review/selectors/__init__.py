"""What waits for a ruling, and what the white cell and the seats read of it."""

"""What observers may see, and what they and the white cell note."""

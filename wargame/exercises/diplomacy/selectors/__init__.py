"""What messages, the press and proposals show to a reader."""

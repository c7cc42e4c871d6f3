"""What a seat may know, and the orders that it can choose from that knowledge."""

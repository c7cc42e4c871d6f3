"""The knowledge of a seat, and the orders that it can choose from that knowledge."""

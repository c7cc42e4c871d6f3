"""The white cell's room: phases, takeovers, start and end, and the turnkeeper."""

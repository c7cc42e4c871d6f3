"""What the white cell and the clock do: phases, takeovers, start and end, the turnkeeper's round."""

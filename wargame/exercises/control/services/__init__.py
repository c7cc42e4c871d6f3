"""Acts of the white cell and the clock: phases, takeovers, start and end, the turnkeeper's round."""

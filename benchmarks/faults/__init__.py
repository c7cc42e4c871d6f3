"""What hangs and dies of a whole Parley, and what that costs those who play."""

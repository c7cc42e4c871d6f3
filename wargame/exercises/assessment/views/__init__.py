"""Pages and files of participation, marks and aims."""

"""What a seat may know, and the choices that it makes from that."""

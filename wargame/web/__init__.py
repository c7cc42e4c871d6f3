"""What every page shares: middleware, drawing helpers and template tags."""

"""What all pages share: middleware, drawings as SVG, and template tags."""

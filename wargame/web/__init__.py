"""The parts that all pages share: middleware, drawings as SVG, and template tags."""

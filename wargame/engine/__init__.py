"""The only door to the engine: values in, values out."""

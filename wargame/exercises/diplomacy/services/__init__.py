"""Writing and reading messages and statements; proposals and the answers to them."""

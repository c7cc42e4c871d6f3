"""Pages of the editor: each shows or changes one part of a draft. `framing` has the frame around them."""

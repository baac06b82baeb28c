"""Tables of statements: their layout, their rows, and folders of them."""

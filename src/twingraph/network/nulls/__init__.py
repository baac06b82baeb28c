"""How far partners are from each other, and how far they would be if chance chose them."""

"""Other people's data, brought into the layout of the tables."""

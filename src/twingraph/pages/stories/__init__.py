"""Stories: short guided tours of what a graph says, told with its own numbers and sources."""

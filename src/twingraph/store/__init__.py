"""The store of the graph: engines, named questions, and their answers."""

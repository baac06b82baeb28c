"""The graph as something to ask: engines, named questions, and their answers."""

"""The graph for language models: tools that only read, by the Model Context Protocol."""

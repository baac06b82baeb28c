"""Places, and how a name is matched to the city that it means."""

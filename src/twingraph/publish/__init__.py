"""The main job, and all that leaves the house: builds, formats, views, differences."""

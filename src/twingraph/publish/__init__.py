"""The output of twingraph: builds, formats, views, differences."""

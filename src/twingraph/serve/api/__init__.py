"""The JSON API: the tables for counting and the claims, narrowed and paged by web addresses."""

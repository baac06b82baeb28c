"""Tables for counting: the graph in typed columns, as Parquet files and spreadsheets."""

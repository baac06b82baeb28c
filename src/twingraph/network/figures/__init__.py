"""Static pictures for print: what the measures of the network look like."""

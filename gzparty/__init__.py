"""What the office does: rules, use cases, papers and exchange, without Qt and without SQL."""

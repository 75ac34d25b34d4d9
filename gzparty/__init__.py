"""What the office does: rules, use cases, papers and exchange, without Qt and without SQL."""

__version__ = "0.1.0"

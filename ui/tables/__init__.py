"""The generic record table, its columns and delegates."""

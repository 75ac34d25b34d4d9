"""SQLite and nothing else."""

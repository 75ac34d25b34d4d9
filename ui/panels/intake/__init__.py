"""收记录: the month typed like a sheet, and what goes with it."""

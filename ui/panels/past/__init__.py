"""What was done: a record's history, the recycle bin, the deeds of the office."""

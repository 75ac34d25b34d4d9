"""Records become content, content becomes paper."""

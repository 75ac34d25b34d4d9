"""要材料: what was asked for once, who handed in, the one table it makes."""

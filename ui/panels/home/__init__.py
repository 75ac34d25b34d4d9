"""The first page: what there is to do, the board of the month, whom to chase."""

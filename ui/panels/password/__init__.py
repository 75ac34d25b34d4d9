"""Where a password is typed: to open, to unlock, to set, to change, to take away."""

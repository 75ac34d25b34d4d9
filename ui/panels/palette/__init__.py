"""The palette (Ctrl+K): one line that finds people, units, records and everything the window can do."""

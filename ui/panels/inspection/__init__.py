"""Panels of inspections: the tick list, one inspection, the board of quotas, checklists."""

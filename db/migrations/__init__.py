"""The schema's history; each step is plain SQL that never follows the living code."""

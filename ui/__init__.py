"""The window: Qt Widgets, thin."""

"""Reusable widgets: they are given data and post messages, they never call casework."""

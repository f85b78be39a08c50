"""Handing in a signal, sealed."""

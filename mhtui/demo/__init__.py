"""The demonstration: a kluis full of invented signals, made through the rules of the work. This file stays empty."""

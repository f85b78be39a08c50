"""The same work done by us and by what else one would pick; run it with `make bench`."""

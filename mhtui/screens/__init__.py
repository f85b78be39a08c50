"""One module per screen; import the one you need."""

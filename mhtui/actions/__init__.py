"""The one registry of what a person can do: bindings, footer, palette and help all read it; see `registry`."""

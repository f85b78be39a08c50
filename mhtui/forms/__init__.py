"""Reads a filled-in signaalformulier into a record; import `mhtui.forms.reading`."""

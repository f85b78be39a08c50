"""Handing in a signal sealed: the filer's side needs only a municipality's card, and no kluis."""

"""What goes into the store and comes out: frozen pydantic records, one per noun.

This package imports neither SQLAlchemy nor the rest of `db`, so screens and forms can use it freely.
Import from the module of the noun; this file stays empty.
"""

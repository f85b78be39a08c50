"""The rules of the work: no Textual, no SQL. Import the module you need; this file stays empty."""

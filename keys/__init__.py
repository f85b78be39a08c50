"""Who can open what; this file stays empty, import the module you need."""

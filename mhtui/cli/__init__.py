"""The command line: what `mhtui` does without its screens. This file stays empty so that importing it is free."""

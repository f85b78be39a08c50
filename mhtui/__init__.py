"""The program for the aandachtsfunctionaris mensenhandel; here stands only its version, so importing it is free."""

__version__ = "0.1.0"

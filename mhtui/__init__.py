"""The program for the aandachtsfunctionaris mensenhandel; nothing but the version stands here, so importing it is free."""

__version__ = "0.1.0"

"""The program for the aandachtsfunctionaris mensenhandel; this file stays empty so that importing it is free."""

"""One `.mhbackup` file: made, checked, and restored into a new kluis. A ZIP around an age file around a signed dump."""

"""The tests mirror the floors: keys, db, casework, forms, cli, screens; here stand the ones about the whole."""

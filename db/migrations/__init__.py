"""The steps from one format to the next, one module each; imported only when a kluis is of an older format."""

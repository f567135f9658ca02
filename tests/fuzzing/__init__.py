"""Changes reports at random, with a sense for how each format is made, and looks for a reading that fails."""

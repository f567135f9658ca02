"""What the limit of certainty is read from: gold, real reports, and reports made up and damaged."""

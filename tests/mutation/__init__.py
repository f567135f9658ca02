"""Plants small faults in the program, one at a time, and counts those that the tests notice."""

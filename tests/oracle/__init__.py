"""What a package, its views and its addresses must say of the made-up datasets, worked out without the program."""

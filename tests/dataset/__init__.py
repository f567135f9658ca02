"""What people write about a dataset: every fault is named with its file and line."""

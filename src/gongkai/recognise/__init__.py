"""Which part of a document is which section, which printed row is which row of the form."""

"""Made-up datasets for tests: what is true of them (`known`), and the files they are written into (`writing`)."""

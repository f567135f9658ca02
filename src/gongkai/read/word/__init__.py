"""Word documents of all ages, and those that LibreOffice turns into them."""

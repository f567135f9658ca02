"""The tables of the form: printed rows to rows of the form, tokens to columns, one pass after another."""

"""The three form tables: printed rows laid over the form's rows and columns by one decision over each table."""

"""Other people's data sets, in tables of their own in the same file: none enters records or measures."""

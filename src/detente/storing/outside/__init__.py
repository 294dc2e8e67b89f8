"""Other people's data sets, in tables of their own in the same file: nothing here enters records or measures."""

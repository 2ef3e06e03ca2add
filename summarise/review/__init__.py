"""People's edits of records: each edit is an event in a journal, applied to the items that an engine selected."""

"""People's edits of records: events in a journal, applied to the items that an engine selected."""

"""What people do to records: events in a journal, folded onto what an engine chose."""

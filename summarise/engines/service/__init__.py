"""Everything between the model engine and an endpoint: one request to one completion, kept, paced and paid for."""

"""The services between the model engine and an endpoint: cache, retries, rate limits, budget and HTTP client."""

"""The model engine: it sends a prompt of numbered sentences, and checks the numbers that the model selects."""

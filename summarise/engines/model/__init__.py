"""The model engine: it sends numbered sentences to a language model and checks the numbers that the model selects."""

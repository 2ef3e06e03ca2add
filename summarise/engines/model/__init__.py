"""The model engine: a prompt of numbered sentences out, a checked selection of their ids back."""

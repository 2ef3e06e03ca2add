"""Distribute the replies of a source over the workers of a Ray cluster, in units of several replies."""

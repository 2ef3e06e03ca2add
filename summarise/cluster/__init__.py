"""Shares the replies of a source among the workers of a Ray cluster, one unit of work at a time."""

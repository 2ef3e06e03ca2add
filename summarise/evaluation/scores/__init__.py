"""Compares answers with labelled replies: matching of items, counts, scores and intervals."""

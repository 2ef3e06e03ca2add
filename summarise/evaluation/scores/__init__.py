"""Compares answers with labelled replies: it matches items and computes counts, scores and intervals."""

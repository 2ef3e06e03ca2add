"""Answers held against labelled replies: matching, counts, intervals."""

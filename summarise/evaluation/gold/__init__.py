"""Labelled replies: their files, the notation in which people write labels, and checks of the files."""

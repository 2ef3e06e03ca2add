"""Labelled replies: their files, the notation in which people write them, and the checks that refuse a faulty one."""

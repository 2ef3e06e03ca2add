"""Many machines: the replies of a source, shared among the workers of a Ray cluster, a unit at a time."""

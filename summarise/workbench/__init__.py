"""The workbench: a server on this machine in which people review, label, settle and look things up."""

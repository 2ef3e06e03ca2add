"""The workbench: a web server on this machine on which people review, label, settle and search."""

"""Reports of an evaluation, as Markdown and HTML for people and as JSON for programs."""

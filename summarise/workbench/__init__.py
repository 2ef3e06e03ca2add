"""The workbench: a local web server for reviewing records, labelling texts, comparing labels and searching promises."""

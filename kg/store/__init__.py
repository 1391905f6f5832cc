"""A folder that holds the graphs of any number of reports on disk, and grows."""

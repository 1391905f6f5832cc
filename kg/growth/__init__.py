"""Many reports into a store: sources, the processes that read them, and the order in which they are taken up."""

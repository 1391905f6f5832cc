"""Where reports come from: files, folders, archives, tables of texts, standard input, addresses."""

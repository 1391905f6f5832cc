"""The dataset as things and facts between them, apart from how RDF writes them down."""

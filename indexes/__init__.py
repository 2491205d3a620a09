"""Articles in, passages out: readers, archive, passages, embedding, vectors, keywords, retrieval."""

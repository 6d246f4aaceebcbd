"""The two derived stores, vectors (Chroma) and words (tantivy), and the embedders."""

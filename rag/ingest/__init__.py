"""From a raw page to stored articles: read, split, clean, date, de-duplicate, store."""

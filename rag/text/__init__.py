"""Pure language tools for Korean and English: no input or output, no state but caches."""

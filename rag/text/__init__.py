"""Pure language tools for Korean and English: no input or output, no state but caches.

`dates`, `quantities` and `names` are packages; the other rooms import what these export and none
of the modules inside.
"""

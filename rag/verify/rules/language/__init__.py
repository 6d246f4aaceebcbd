"""Tools of all rules: they read one text, or compare two, and find no fault.

- `script`: whether a text is Korean, and whether two are in one language.
- `clauses`: a sentence cut where one event ends: "imposed in April | and lifted in July".
- `particles`: which particle a Korean name wears: 은 of 오바마 대통령은.
- `deeds`: the verbs of a Korean text.
- `figures`: the quantities of a text, kept for the next rule.
- `bigrams`: the share of a claim that a text has letter for letter.
- `similarity`: how near two texts are in meaning.
"""

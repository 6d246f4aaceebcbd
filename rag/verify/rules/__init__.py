"""What a claim must share with its source: a package for each thing that is compared.

`rag.verify.check` asks every package for its `problems(case)`.  A package imports only those above
it in this list, and `language` and `case` are at the bottom (`tests/test_architecture.py`):

- `language`: tools that read one text and judge nothing: script, clauses, particles, figures; and
  nearness in meaning.
- `case`: a claim and its source, as every package is given them.
- `names`: names, places and quotations that the source does not have.
- `denial`: what only one of the two denies.
- `numbers`: amounts that the source does not give, or gives to something else.
- `dates`: days, and which event they date or come before.
- `people`: who does, says or owns it, and who holds which office.
- `direction`: rose for fell, more for less.
- `degree`: how much, how sure and how far along.
- `meaning`: whether both speak of the same thing at all, and which places of a long source do.

A module is a rule, with what only that rule needs; where two languages are read in different ways
each has a module of its own (`korean_actors`, `english_actors`).
"""

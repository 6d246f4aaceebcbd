"""What a claim must share with its source, one rule a module; `rag.verify.check` asks them all."""

"""Which part each name of a sentence plays: who acts, who is acted on, who speaks, who is outdone.

"Nvidia said it will supply Korea": Nvidia is the subject and speaks.  "엔비디아가 한국에 공급한다":
가 makes Nvidia the subject and 에 makes Korea another part.  Only what particles or English word
order settle is told; a name for which they settle nothing has no role.
"""

from __future__ import annotations

from rag.text.names import AliasTable, NameMention
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.names.mentions import all_names
from rag.verify.rules.people.actor import Actor
from rag.verify.rules.people.english_actors import english_actors
from rag.verify.rules.people.korean_actors import korean_actors


def actors_in(text: str, aliases: AliasTable) -> list[Actor]:
    """Return the names of a text in order, each with its part."""
    names = all_names(text, aliases)
    return (korean_actors if is_korean(text) else english_actors)(text, names) if names else []


def says(text: str, name: NameMention, aliases: AliasTable) -> bool:
    """Return whether a name of a text says what the text tells."""
    return any(actor.name == name.text and actor.speaks for actor in actors_in(text, aliases))

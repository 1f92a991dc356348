"""Turn a Document into claims: take clean text with voices, give a Reading with actors, claims and frames.

The room `actors` joins the actors across documents next.

Inside, one spaCy pass makes a `Parsed`; mentions, entities, say-so, factuality, time and frames are read off it by
pure functions; `meaning` gives frames their predicates by the vocabulary's data.
"""

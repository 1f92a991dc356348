"""Turn a Document into claims: takes clean text with voices, gives a Reading with actors, claims and frames; actors joins them across documents next.

Inside, one spaCy pass makes a `Parsed`; mentions, entities, say-so, factuality, time and frames are read off it by
pure functions; `meaning` gives frames their predicates by the vocabulary's data.
"""

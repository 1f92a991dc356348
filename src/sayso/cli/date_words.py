"""Offer the words for dates where faces look for them; they stand with the records, for documents need them too."""

from sayso.model.date_words import date_words

__all__ = ["date_words"]

"""Evidence at work: articles read, words cited in them, and a deck's evidence held against them."""

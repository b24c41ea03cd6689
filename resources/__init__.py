"""Fonts, icons, tokens, translations, templates, samples: data, and the few lines that load them."""

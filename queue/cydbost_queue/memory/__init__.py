"""The translation memory: what went out in both languages, kept sentence by sentence, to be found and used again."""

"""Telling people: who is on call, who hears of which step, and each notice to each person, owed until it is sent."""

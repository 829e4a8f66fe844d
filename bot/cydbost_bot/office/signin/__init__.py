"""Signing in to the office: by a password and an app, or at the council’s own account; and what one keeps there."""

"""People and roles: whom an administrator lets in, and what for."""

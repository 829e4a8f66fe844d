"""The REST API: what the screens do, for programs, at ``/api/v1``; described by itself in ``openapi.json``."""

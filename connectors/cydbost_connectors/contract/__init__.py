"""What every connector promises, as tests that any platform's package can run; it needs pytest, and nothing else does.

``promises.ConnectorContract`` is taken over by a platform's own test class; ``loopback.Double`` is a server on the
loopback that goes wrong in the ways it is told to.
"""

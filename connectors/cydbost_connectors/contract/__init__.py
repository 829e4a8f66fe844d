"""What every connector promises, as tests that any platform's package can run; it needs pytest, and nothing else does.

``promises.ConnectorContract`` is taken over by a platform's own test class, and so is ``troubles.TroubleContract``, for
when the way to the platform fails; ``loopback.Double`` is a server that goes wrong in the ways it is told to.
"""

"""Which language a short public comment is in, and in which language it must be answered."""

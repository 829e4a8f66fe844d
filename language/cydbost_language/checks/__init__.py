"""The checks: one rule of how two versions must agree in each module."""

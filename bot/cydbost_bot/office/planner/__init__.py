"""The calendar: what is planned and when, moving it, bringing in a month's plan, and the plan as a feed."""

"""What needs a person: dead letters, and what is posted by hand where no program may."""

"""Plans that belong to the person: contact, crisis and safety plans, and the person's own door."""

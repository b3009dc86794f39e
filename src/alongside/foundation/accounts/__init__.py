"""People who sign in, their organisation, and the duty they are on."""

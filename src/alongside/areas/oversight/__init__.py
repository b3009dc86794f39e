"""Is it lawful: agreements, who looked, a person's own copy, retention."""

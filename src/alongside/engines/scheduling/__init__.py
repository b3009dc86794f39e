"""Who goes where, when; and why not. OR-Tools lives here and nowhere else."""

"""What joining two records of one person does to each table, and what parting them undoes."""

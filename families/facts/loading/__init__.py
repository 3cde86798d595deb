"""From a readable table to beliefs: staging, weighing every row in sets, writing what is new, handing back the rest."""

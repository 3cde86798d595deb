"""Money: what the department owes us, what it paid, and what we owe back, as lines that add up."""

"""How far the programme has come, quarter by quarter, each figure with the families behind it."""

"""Claims are watched after they are sent: what we learn later is held against what was claimed."""

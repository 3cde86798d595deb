"""The parts of the generator: outcomes plans, households, feeds, and facts for each kind of criterion."""

"""Which verdicts rest on which feeds, and what to say of a verdict whose feed is late or has a held file."""

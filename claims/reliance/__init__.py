"""What claims rely on besides plain evidence: what did not apply, what was judged, what we certified ourselves, whose
word it is. Counted over all claims at once, so that nobody opens files to count."""

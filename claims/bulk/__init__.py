"""One act on many claims: shown first, claim by claim, then done exactly as shown, or not at all."""

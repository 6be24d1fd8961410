"""Decision: spans and a policy in, decisions out."""

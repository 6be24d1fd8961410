"""Decision: determines the action for each span according to a policy."""

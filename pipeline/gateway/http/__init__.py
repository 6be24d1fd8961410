"""HTTP: requests, the upstream, errors."""

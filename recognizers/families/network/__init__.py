"""Network: links, hosts, addresses and accounts, a module for each."""

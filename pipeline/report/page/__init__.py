"""Page of a report: one HTML file that a person reads, with charts, and a second one with originals for the owner."""

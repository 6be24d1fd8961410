"""Training of the shipped model: data, recipes, export, calibration."""

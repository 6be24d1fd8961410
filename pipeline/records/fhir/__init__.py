"""FHIR resources in JSON: elements that declare what they hold, by the rules of FHIR."""

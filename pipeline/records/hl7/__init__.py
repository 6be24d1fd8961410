"""HL7 v2 messages: segments, fields, components, and the tables that say what they hold."""

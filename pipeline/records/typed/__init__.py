"""Formats whose fields have types: Parquet, Arrow IPC, ORC and Avro."""

"""Protocols of model APIs: answers, streams of events and objects that the upstream stores."""

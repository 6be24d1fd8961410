"""The HTTP gateway: a filter on prompts that go out."""

"""Mail: messages, mbox and Maildir files; everything that is not replaced keeps its bytes."""

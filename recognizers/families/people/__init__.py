"""Person names by structure: mail headers, letters, form lines, chats, titles, relations and names of the pools."""

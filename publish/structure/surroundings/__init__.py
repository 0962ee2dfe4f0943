"""What programs put around a text (web pages, mails, chats, pages of print): left out, each with a reason."""

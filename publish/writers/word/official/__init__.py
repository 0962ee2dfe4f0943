"""版头, 版记 and rows of 署名 of official documents in Word files."""

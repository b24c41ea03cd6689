"""The picture of a map (`canvas.picture`) and the hands that change it (`canvas.hands`)."""

"""The app on the terminal. The only room that knows Textual."""

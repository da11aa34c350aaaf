"""The application's frame: the main window, the home screen and the open project."""

"""The commands, run as people run them: as processes, judged by exit status and by what they print."""

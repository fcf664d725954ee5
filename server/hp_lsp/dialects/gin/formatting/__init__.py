"""The canonical form of a Gin or Hyperion file. Only blanks and line ends are changed, and never what they mean."""

"""Where functions, parameters and fields are used in all of a project's Python: every place, or why not all are known.

`lexical` tells whose name a name is, `callee` what it means; `parameter_places` and `definition_places` are what others
ask. A place that cannot be told is a `Doubt`, and nobody may act as if there were none.
"""

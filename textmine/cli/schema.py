"""`textmine schema`: the output contract as a JSON Schema."""

import typer


def schema() -> None:
    """Print the JSON Schema of what `textmine parse` writes."""
    import msgspec

    from textmine.notice import json_schema

    typer.echo(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())

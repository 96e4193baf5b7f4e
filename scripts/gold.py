"""Build NAME.gold.json beside the coded files of each notice of the corpus."""

import sys
from pathlib import Path

from textmine.coding import read_coding
from textmine.errors import GoldError
from textmine.gold import encode_gold

FOLDER = Path(__file__).parent.parent / "corpora" / "notices"


def main(names: list[str]) -> int:
    names = names or sorted(path.stem for path in FOLDER.glob("*.ann"))
    broken = 0
    for name in names:
        try:
            gold = read_coding(FOLDER / name)
        except GoldError as error:
            print(error, file=sys.stderr)
            broken += 1
            continue
        (FOLDER / f"{name}.gold.json").write_bytes(encode_gold(gold))
        roles = [node.role for top in gold.outline for node in top.walk()]
        print(
            f"{name}: {roles.count('issue')} issues, {roles.count('measure')} measures, {len(gold.entities)} entities"
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Data folders broken by chance: each loads, or is refused in sentences."""

import random
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from adverse.errors import EvidenceError
from adverse.evidence import load_evidence
from adverse.evidence.load import DATA_FOLDER

ODD = (b"", b"nan", b"-1", b"1e9", b"\0", b"\xff", b'"', b"=1+1", b"x" * 100_000, "\u202e".encode(), b",,,,")


def broken_tables(n: int, seed: int = 4) -> list[str]:
    """Break a copy of the data folder `n` times, each time anew; every time that it neither loads nor is refused."""
    chance, problems = random.Random(seed), []
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(DATA_FOLDER, Path(place) / "data"))
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "datapackage.json")
        for number in range(n):
            path = chance.choice(files)
            whole = path.read_bytes()
            path.write_bytes(_broken(chance, whole))
            try:
                load_evidence(folder)
            except EvidenceError as error:
                if not error.problems or not all(isinstance(one, str) and one for one in error.problems):
                    problems.append(f"Case {number} ({path.name}) is refused without a sentence.")
            except Exception as error:
                problems.append(f"Case {number} ({path.name}) raises {type(error).__name__}: {str(error)[:200]}.")
            path.write_bytes(whole)
    return problems


def _broken(chance: random.Random, whole: bytes) -> bytes:
    lines = whole.split(b"\n")
    at = chance.randrange(len(lines))
    cells = lines[at].split(b",")
    cell = chance.randrange(len(cells))
    match chance.randrange(8):
        case 0:
            return whole[: chance.randrange(len(whole) + 1)]
        case 1:
            begin = chance.randrange(len(whole) + 1)
            return whole[:begin] + chance.randbytes(20) + whole[begin:]
        case 2:
            lines.insert(at, lines[at])
        case 3:
            lines.insert(chance.randrange(len(lines)), lines.pop(at))
        case 4:
            cells[cell] = chance.choice(ODD)
            lines[at] = b",".join(cells)
        case 5:
            chance.shuffle(cells)
            lines[at] = b",".join(cells)
        case 6:
            lines = [b",".join(line.split(b",")[:-1]) for line in lines]
        case _:
            other = lines[chance.randrange(len(lines))].split(b",")
            cells[cell] = other[min(cell, len(other) - 1)]
            lines[at] = b",".join(cells)
    return b"\n".join(lines)

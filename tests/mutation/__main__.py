"""`python -m tests.mutation`: plants changes and tells which of them the tests do not notice."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.mutation.rooms import TESTS, rooms
from tests.mutation.run import Score, copied, score

ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="scripts/mutate.py", description="Plant small faults, one at a time, and count those the tests notice."
    )
    parser.add_argument("--room", action="append", choices=list(TESTS), help="only these rooms; may be repeated")
    parser.add_argument("--n", type=int, default=20, help="changes to each room")
    parser.add_argument("--seed", type=int, default=1, help="of the choice; the same seed makes the same changes")
    parser.add_argument("--slow", action="store_true", help="ask the slow tests as well")
    arguments = parser.parse_args()
    with copied(ROOT) as copy:
        scores: list[Score] = []
        for room in arguments.room or rooms(copy):
            scores.append(score(copy, room, arguments.n, arguments.seed, slow=arguments.slow))
            print(_row(scores[-1]), flush=True)
    for each in scores:
        print("", *each.survivors, sep="\n")
    print("", "| room | planted | noticed | rate |", "| --- | ---: | ---: | ---: |", sep="\n")
    for each in [*scores, _whole(scores)]:
        print(_row(each))


def _row(each: Score) -> str:
    rate = each.noticed / each.planted if each.planted else 1
    return f"| {each.room} | {each.planted} | {each.noticed} | {rate:.0%} |"


def _whole(scores: list[Score]) -> Score:
    survivors = tuple(told for each in scores for told in each.survivors)
    return Score("all", sum(each.planted for each in scores), sum(each.noticed for each in scores), survivors)


if __name__ == "__main__":
    main()

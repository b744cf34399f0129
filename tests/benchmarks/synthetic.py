"""Write N places in GeoNames' format: `python tests/benchmarks/synthetic.py N FILE`.

The shape is that of allCountries.txt: runs of countries with ids that rise within each, a name,
its ASCII form, and for two places in five one to five alternate names, some in another script;
names recur as they do in the world. The same number gives the same bytes.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

_HEADS = "Al Ba Che Da El Fa Gor Ha Is Ja Ka La Ma Na Or Pa Qu Ra Sa Ta Ul Va Wa Xi Ya Za".split()
_MIDDLES = "bar chi den fur gan hol jin kar lem mon nor pel ran sul tem vor zan ".split(" ")
_TAILS = "abad burg dale field gorod ia kend ville yurt stan ton worth é ı ov".split()
_CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхыз")
_FEATURES = ["P\tPPL"] * 40 + ["H\tSTM"] * 14 + ["T\tHLL"] * 11 + ["S\tFRM"] * 25 + ["A\tADM3"] * 4
_COUNTRIES = [a + b for a in "ABCDEFGHIJKLMNOPQR" for b in "ACEGIKMOQSUWY"]
_NAMES = 7_000_003  # among 13 million places, as many as share their names in the world
_STEP = 2_654_435_761  # Knuth's multiplier: scatters numbers without a random generator


def lines(count: int) -> Iterator[str]:
    """Yield the lines of a table of places."""
    a_country = max(1, count // len(_COUNTRIES) + 1)
    for number in range(count):
        scattered = number * _STEP % 2**32
        country = _COUNTRIES[number // a_country]
        geonameid = _id(number, a_country)
        name = _name(scattered % _NAMES)
        plain = name.replace("é", "e").replace("ı", "i")
        yield "\t".join(
            (
                str(geonameid), name, plain, ",".join(_alternates(plain, scattered)),
                f"{scattered % 170_000 / 1000 - 85:.5f}", f"{scattered % 359_000 / 1000 - 179:.5f}",
                _FEATURES[scattered % len(_FEATURES)], country, "", f"{scattered % 30 + 1:02}",
                str(scattered % 90) if scattered % 3 else "", "", "",
                str(scattered % 40_000 if scattered % 10 == 0 else 0), "", str(scattered % 3000),
                "Europe/London", "2022-09-13",
            )
        ) + "\n"  # fmt: skip


def _id(number: int, a_country: int) -> int:
    """Return an id: within a country they rise, three in four lie together, the newer scattered."""
    country, nth = divmod(number, a_country)
    old = a_country * 3 // 4
    if nth < old:
        return country * old + nth + 1
    return old * len(_COUNTRIES) + (nth - old) * len(_COUNTRIES) + country + 1


def _name(number: int) -> str:
    number, head = divmod(number, len(_HEADS))
    number, middle = divmod(number, len(_MIDDLES))
    number, tail = divmod(number, len(_TAILS))
    number, more = divmod(number, len(_MIDDLES))
    number, head2 = divmod(number, len(_HEADS))
    second = f" {_HEADS[head2]}{_MIDDLES[more]}" + (_TAILS[number % len(_TAILS)] if number else "")
    return _HEADS[head] + _MIDDLES[middle] + _TAILS[tail] + second


def _alternates(name: str, scattered: int) -> list[str]:
    if scattered % 5 > 1:
        return []
    some = [name.lower().translate(_CYRILLIC), f"Old {name}", f"{name}skoye"]
    return [*some, f"{name} Kalay", f"Nova {name}"][: scattered // 7 % 5 + 1]


def write(count: int, path: Path) -> None:
    """Write a table of ``count`` places."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(count))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))

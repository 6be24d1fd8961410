"""Addresses in several lines, and lines that are none."""

import pytest

from recognizers.families.address_blocks import addresses_in_lines


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _, _ in addresses_in_lines(text)]


@pytest.mark.parametrize(
    ("before", "address", "after"),
    [
        ("Joe Arnold\n", "Studio 8\nJeffrey Unions\nYatesburgh\nW4 1XB", "\n\nDear Joe"),
        ("Luke Murphy\n", "100 Cameron Rapid\nPort Gillianmouth\nPE38 4UA", "\n"),
        ("Szabó Tünde\n", "Tiszahídi utca 48.\nH-4307 Ligethida", "\n\nTisztelt"),
        ("Eduarda Pinto\n", "Quadra de Machado, 393\nVista Do Sol\n92174-218 Peixoto / MG", "\n"),
        ("", "Periférico Sur Escalante 792 Edif. 174 , Depto. 218\nVieja Mónaco, GTO 81003", "\n"),
        ("Luz González\n", "Cl. 181 # 95-53\nBodega 69\n054701\nJericó, Antioquia", "\n"),
        ("", "8/3 Linda Piazza\nEast Sean, NT, 2480", "\n"),
        ("M. Favre\n", "boulevard Bonvini\n7146 Badan", "\n"),
        ("", "Stretto Faugno, 38 Piano 4\n33043, Purgessimo (UD)", "\n"),
        ("Anna Berg\r\n", "Storgatan 5\r\n111 22 Stockholm\r\nSverige", "\r\n"),
        ("> Esat Roy\n> ", "Suite 680\n> Port Whangarei\n> New Zealand 2222", "\n> Thanks"),
        ("Please send it to ", "Studio 6\nFord Roads\nPort Frances\nHR1 5AS", " by Friday"),
    ],
)
def test_the_lines_above_a_postcode_are_one_address(before: str, address: str, after: str) -> None:
    assert found(f"{before}{address}{after}") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "Order 4711\nBlue Shirt\n12345 Berlin",
        "Chapter 12\n2021 Edition",
        "Studio 8\n\nW4 1XB",
        "We met in Leeds.\nLS18 4TJ",
        "1200 Items\nRow 5",
        "Ticket 17\nPort Frances\nHR1 5AS",
    ],
)
def test_other_lines_are_no_address(text: str) -> None:
    assert found(text) == []

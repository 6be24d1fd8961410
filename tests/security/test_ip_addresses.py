"""H5: known address pairs reveal nothing about adjacent addresses."""

import ipaddress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key, Span
from pipeline.replace.internet import surrogate_ip
from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.ledger import Ledger
from pipeline.replace.pseudonymizer import Pseudonymizer

MASTER = Key(bytes(range(32)))
KEY: FamilyKey = MASTER.family("organization:all", "internet")
WORLD = Pseudonymizer(MASTER, "organization:all")


def last(address: str) -> int:
    return ipaddress.ip_address(address).packed[-1]


@pytest.mark.parametrize("network", ["8.8.8", "203.0.113", "10.20.1", "192.168.7"])
def test_known_host_of_a_network_reveals_no_other(network: str) -> None:
    shifts = {(last(surrogate_ip(KEY, f"{network}.{host}")) - host) % 256 for host in range(256)}
    assert len(shifts) > 100  # a constant shift would give one


@pytest.mark.parametrize("network", ["8.8.8", "10.20.1"])
def test_hosts_of_a_network_are_permuted(network: str) -> None:
    made = [surrogate_ip(KEY, f"{network}.{host}") for host in range(256)]
    assert len(set(made)) == 256
    assert len({address.rsplit(".", 1)[0] for address in made}) == 1


def test_block_of_adjacent_addresses_leaves_no_recognizable_gap() -> None:
    """With a constant shift, the largest gap of a DHCP block (20 to 219) would reveal the shift."""
    for network in range(10):
        hosts = sorted(last(surrogate_ip(KEY, f"10.{network}.1.{host}")) for host in range(20, 220))
        assert max(other - one for one, other in pairwise(hosts)) < 30


def test_longer_prefixes_are_not_preserved() -> None:
    networks = [surrogate_ip(KEY, f"10.20.{third}.7").rsplit(".", 1)[0].split(".") for third in range(64)]
    assert len({second for _, second, _ in networks}) > 32
    thirds = [int(third) for _, _, third in networks]
    assert len({(other - one) % 256 for one, other in pairwise(thirds)}) > 32


def test_adjacent_ipv6_addresses_are_separated() -> None:
    made = [ipaddress.ip_address(surrogate_ip(KEY, f"2001:470:1:2::{host:x}")) for host in (1, 2, 3, 0x10)]
    assert len({address.packed[:6] for address in made}) == 1
    assert min(abs(int(one) - int(other)) for one in made for other in made if one != other) > 1 << 32
    assert len({address.packed[6:8] for address in made}) > 1  # subnets are not recognizable


@given(st.ip_addresses())
def test_ip_surrogate_differs_and_keeps_its_kind(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    made = ipaddress.ip_address(surrogate_ip(KEY, str(address)))
    assert made != address
    if address.version == 4:
        assert (made in ipaddress.ip_network("10.0.0.0/8")) == address.is_private


def test_prefix_length_is_kept() -> None:
    assert surrogate_ip(KEY, "8.8.8.0/24").endswith("/24")


def test_public_addresses_of_a_run_never_share_a_surrogate() -> None:
    addresses = [f"{8 + number % 90}.{number // 90}.{number % 7}.{number % 250}" for number in range(6_000)]
    spans = [[Span(0, len(address), "IP_ADDRESS", 1.0, "test")] for address in addresses]
    ledger = Ledger.of(WORLD.claims(addresses, spans))
    view = WORLD.view([], [], ledger)
    assert len({WORLD.surrogate("IP_ADDRESS", address, view) for address in addresses}) == len(set(addresses))

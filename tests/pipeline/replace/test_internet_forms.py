"""Forms of network names: addresses with ports and prefixes, roles of hosts, and users, hosts and mail addresses in links."""

import ipaddress

import pytest
import regex

from pipeline.replace.internet import is_role, surrogate_domain, surrogate_host, surrogate_ip
from pipeline.replace.keyed.keys import Key
from pipeline.replace.pseudonymizer import NOBODY, Pseudonymizer

SECRET = Key(bytes(range(32)))
KEY, ORGANIZATIONS = SECRET.family("dataset:default", "internet"), SECRET.family("dataset:default", "organizations")
WORLD = Pseudonymizer(SECRET, "dataset:default")
RESERVED = [ipaddress.ip_network(one) for one in ("10.0.0.0/8", "198.18.0.0/15", "2001:db8::/32")]


@pytest.mark.parametrize(
    ("surface", "pattern"),
    [
        ("81.2.69.142:8443", r"(?P<ip>[\d.]+):8443"),
        ("[2001:630:12::5]:443", r"\[(?P<ip>[\da-f:]+)\]:443"),
        ("10.4.17.0/24", r"(?P<ip>[\d.]+\.0)/24"),
        ("81.2.69.142/32", r"(?P<ip>[\d.]+)/32"),
        ("10.4.17.*", r"(?P<ip>[\d.]+)\.\*"),
        ("10.4.17.3-10.4.17.9", r"(?P<ip>[\d.]+)-[\d.]+"),
        ("fe80::1%eth0", r"(?P<ip>[\da-f:]+)%eth0"),
        ("::ffff:81.2.69.142", r"(?P<ip>[\da-f:]+)"),
    ],
)
def test_address_in_any_form_is_reserved(surface: str, pattern: str) -> None:
    found = regex.fullmatch(pattern, surrogate_ip(KEY, surface))

    assert found
    address = ipaddress.ip_address(found["ip"] + (".0" if surface.endswith("*") else ""))
    assert any(address in network for network in RESERVED if network.version == address.version)


def test_addresses_of_one_network_stay_in_it_whatever_their_form() -> None:
    forms = ("10.4.17.9", "10.4.17.10:80", "10.4.17.0/24", "10.4.17.*")

    assert len({surrogate_ip(KEY, one).rpartition(".")[0] for one in forms}) == 1


@pytest.mark.parametrize(
    ("host", "pattern"),
    [
        ("nas-zurich-1", r"nas-[a-z]+-\d"),
        ("srv-hr-payroll-01", r"srv-hr-payroll-\d\d"),
        ("kafka-broker-3.data.kestrel.io", r"kafka-broker-\d\.[a-z]+\.[a-z]+-io\.example"),
        ("ip-10-4-17-9.eu-west-1.compute.internal", r"ip-\d\d-\d-\d\d-\d\.eu-west-\d\.[a-z]+\.internal"),
    ],
)
def test_words_for_roles_of_hosts_stay(host: str, pattern: str) -> None:
    assert regex.fullmatch(pattern, surrogate_host(ORGANIZATIONS, host))


@pytest.mark.parametrize(
    ("link", "entity", "value"),
    [
        ("https://grafana.kestrel.internal/d/x?user={}", "USERNAME", "jpatel"),
        ("https://kestrel.com/users/{}/settings", "USERNAME", "mthomas"),
        ("https://kestrel.com/~{}", "USERNAME", "mthomas"),
        ("https://kestrel.com/@{}/video", "USERNAME", "mthomas"),
        ("ssh://{}@db.kestrel.internal", "USERNAME", "jpatel"),
        ("https://grafana.kestrel.internal/d/x/{}", "HOSTNAME", "db-prod-02"),
        ("https://kestrel.com/u/{}", "EMAIL_ADDRESS", "jane.doe@kestrel.com"),
        ("mailto:{}", "EMAIL_ADDRESS", "jane.doe@kestrel.com"),
        ("sip:{}", "EMAIL_ADDRESS", "jpatel@kestrel.com"),
    ],
)
def test_value_within_a_link_has_the_surrogate_that_it_has_alone(link: str, entity: str, value: str) -> None:
    made = WORLD.surrogate("URL", link.format(value), NOBODY)

    assert WORLD.surrogate(entity, value, NOBODY) in made
    assert value not in made


@pytest.mark.parametrize("link", ["https://kestrel.com/users/new", "https://kestrel.com/people/list?page=2"])
def test_common_words_behind_users_stay(link: str) -> None:
    assert WORLD.surrogate("URL", link, NOBODY).partition(".example")[2] == link.partition(".com")[2]


def test_folder_before_a_path_is_no_host() -> None:
    assert WORLD.surrogate("URL", "images/kestrel-map.png", NOBODY).startswith("images/")


def test_id_in_a_column_of_users_has_the_surrogate_that_it_has_in_others() -> None:
    made = {WORLD.surrogate(entity, "CUS-118820", NOBODY) for entity in ("USERNAME", "CUSTOMER_ID", "ORDER_ID")}

    assert len(made) == 1
    assert regex.fullmatch(r"CUS-\d{6}", made.pop())


def test_issues_of_one_project_stay_together() -> None:
    made = [
        WORLD.surrogate("URL", f"https://jira.kestrel.com/browse/OPS-14{n}", NOBODY).rpartition("/")[2]
        for n in (23, 24)
    ]

    assert all(regex.fullmatch(r"[A-Z]{3}-\d{4}", one) for one in made)
    assert made[0] != made[1]
    assert len({one[:3] for one in made} - {"OPS"}) == 1


def test_user_of_a_windows_domain_agrees_with_both() -> None:
    made = WORLD.surrogate("USERNAME", r"KESTREL\jpatel", NOBODY)

    domain = surrogate_domain(ORGANIZATIONS, "kestrel.com").partition(".")[0]
    assert made == f"{domain.upper()}\\{WORLD.surrogate('USERNAME', 'jpatel', NOBODY)}"


@pytest.mark.parametrize(
    ("local", "is_one"),
    [
        ("sales-team", True),
        ("it.support", False),
        ("hr_dept", True),
        ("jane", False),
        ("jane-team", False),
        ("buchhaltung", True),
        ("biuro", True),
        ("ventas-team", True),
    ],
)
def test_mailbox_of_a_role_is_distinguished_from_that_of_a_person(local: str, is_one: bool) -> None:
    assert is_role(local) is is_one

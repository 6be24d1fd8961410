"""IP and MAC addresses and Windows security identifiers."""

import ipaddress

import regex

from recognizers.rules import Rule

LIMITS = (
    "Loopback, unspecified, short link-local (`fe80::1`, 169.254.0.0/16), multicast, broadcast and documentation addresses, netmasks, whole private "
    "ranges, default addresses of home routers and public resolvers stay; so do four-part versions."
)
OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
# "version 1.2.3.4", also behind another one: "version 1.2.3.4 and 10.15.7.1".
NO_VERSION = r"(?<!(?i:\b(?:version|versión|versão|versione|wersja|wersji|release|build|firmware|fw|rev|ver|rails|chrome|edg|tomcat|sip-\w{2,5})\.?[ :=/\"'v]{1,3}(?:\d{1,4}(?:\.\d{1,5}){1,4}(?:,|[ ](?:and|or|to|und|oder|et|y|e|->|→))[ ]v?)?))(?<!\bv)(?<![<>~]=[ ]?[\"']?|(?i:specification|section|guile|version\w{0,30}[ ]?=|requires?)[: ]{1,3}[\"']?)"
CONTEXT = ("ip", "ips", "ipv4", "host", "ping", "dns", "gateway", "gw", "router", "subnet", "ip address", "ip adresse")
PUBLIC_RESOLVERS = frozenset(
    """8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 1.1.1.2 1.1.1.3 9.9.9.9 9.9.9.10 149.112.112.112 208.67.222.222 208.67.220.220 4.2.2.1
    4.2.2.2 94.140.14.14 94.140.15.15 76.76.2.0 76.76.19.19 64.6.64.6 64.6.65.6 77.88.8.8 114.114.114.114 216.239.35.0
    216.239.35.4 216.239.35.8 216.239.35.12 169.254.169.254 168.63.129.16 2001:4860:4860::8888 2001:4860:4860::8844
    2606:4700:4700::1111 2606:4700:4700::1001 2620:fe::fe 2620:fe::9""".split()
)
ROUTERS = frozenset(
    "192.168.0.1 192.168.1.1 192.168.1.254 192.168.2.1 192.168.100.1 10.0.0.1 192.168.0.0 192.168.1.0 10.0.0.0 172.16.0.0 1.2.3.4 10.0.0.2 192.168.1.100 172.17.0.1 192.168.1.2 192.168.1.10 192.168.1.50 192.168.1.200 192.168.0.2 192.168.0.10 192.168.0.100 192.168.0.200 192.168.0.254 192.168.10.1 192.168.8.1 192.168.50.1 192.168.178.1 192.168.86.1 192.168.88.1 10.1.1.1 10.0.1.1 10.10.10.1".split()
)
DOCUMENTATION = tuple(
    map(
        ipaddress.ip_network,
        "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 233.252.0.0/24 2001:db8::/32 3fff::/20".split(),
    )
)
# Multicast groups of protocols and of private networks; other addresses above 224 are machines of invented logs.
GROUPS = tuple(map(ipaddress.ip_network, ("224.0.0.0/16", "239.0.0.0/8")))
MOST_OF_A_MANUAL_ID = 1 << 32  # fe80::1 and fe80::53:1 are typed by hand
GENERAL_RANGES = frozenset("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7 fd00::/8 2000::/3".split())
NETMASK = regex.compile(
    r"(?:255|254|252|248|240|224|192)\.(?:255|254|252|248|240|224|192|128|0)\.(?:255|254|252|248|240|224|192|128|0)\.(?:255|254|252|248|240|224|192|128|0)"
)
MAC_PAIRS = r"[0-9A-Fa-f]{2}"
RESERVED_MACS = (
    "00005e0053",
    "000000000000",
    "ffffffffffff",
    "01005e",
    "3333",
    "01000c",
    "0180c2",
    "0100",
    "001122334455",
    "aabbccddeeff",
    "112233445566",
    "123456789abc",
    "deadbeef",
)


def is_private_ip(value: str) -> bool:
    """Return whether an address, with or without a prefix length, identifies a machine or a network.

    Arguments:
        value: the address, as it is written.
    """
    bare, _, _ = value.strip("[]").partition("/")
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return False
    if value.lower() in GENERAL_RANGES or bare.lower() in PUBLIC_RESOLVERS | ROUTERS or NETMASK.fullmatch(bare):
        return False
    is_group = address.is_multicast and (address.version == 6 or any(address in network for network in GROUPS))
    is_special = address.is_loopback or address.is_unspecified or _is_general_link_local(address) or is_group
    is_reserved = address.version == 4 and int(address) >> 24 == 0
    return not (is_special or is_reserved or any(address in network for network in DOCUMENTATION))


def _is_general_link_local(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Return whether a link-local address names no machine. The last half of an IPv6 one is made of the MAC address, or random."""
    return address.is_link_local and (
        address.version == 4 or int(address) & 0xFFFF_FFFF_FFFF_FFFF < MOST_OF_A_MANUAL_ID
    )


def _is_large(value: str) -> bool:
    """Return whether an IPv4 address does not look like a version."""
    return is_private_ip(value) and any(len(octet) > 1 for octet in value.partition("/")[0].split("."))


def _is_global_ipv6(value: str) -> bool:
    bare = value.strip("[]").lower()
    return regex.match(
        r"(?:[23][0-9a-f]{3}|f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):|::ffff:\d", bare
    ) is not None and is_private_ip(value)


def is_private_mac(value: str) -> bool:
    """Return whether a MAC address is neither reserved for documentation nor a group address of a protocol.

    Arguments:
        value: the address in any notation.
    """
    digits = "".join(filter(str.isalnum, value)).lower()
    return not digits.startswith(RESERVED_MACS) and len(set(digits)) > 2


# fmt: off
RULES = (
    Rule("ipv4", "IP_ADDRESS", rf"(?<![\w.]|[^\d\s]-){NO_VERSION}(?:{OCTET}\.){{3}}{OCTET}(?:/(?:3[0-2]|[12]?\d)(?!\d))?(?!\w|\.\d|-[A-Za-z]|-\d?[a-f]\d)", 0.8,
         ("ip=⟦10.61.8.44⟧ port", "from ⟦185.40.106.22⟧:51144", "allow ⟦91.114.160.0/22⟧;", "[⟦203.1.17.44⟧]"),
         ("127.0.0.1 and 0.0.0.0/0", "mask 255.255.252.0", "DNS 8.8.8.8, 1.1.1.1", "192.0.2.17", "from 192.168.1.100 to 192.168.1.200", "version 10.15.7.1", "to version 1.2.3.4 and 10.15.7.1", "Rails 7.1.3.2", "10.0.0.0/8", "typing >= 3.10.0.12", "the specification: 21.2.2.216", "Guile 13.0.5.130-5a1e7"),
         check=_is_large, source="RFC 791, RFC 4632"),
    Rule("ipv4_of_small_numbers", "IP_ADDRESS", rf"(?<![\w.]|[^\d\s]-){NO_VERSION}(?:\d\.){{3}}\d(?:/(?:3[0-2]|[12]?\d)(?!\d))?(?!\w|\.\d|-[A-Za-z])", 0,
         ("host ⟦5.2.9.7⟧ is down", "ping ⟦3.4.5.6⟧"), ("patched (6.3.0.2)", "see section 4.2.1.3", "ping 1.1.1.1"),
         context=CONTEXT, with_context=0.8, check=is_private_ip, source="RFC 791"),
    Rule("ipv6", "IP_ADDRESS", r"(?<![\w:.])\[?(?P<value>(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?:%\w{1,15})?(?:/\d{1,3})?)(?![\w:]|\.\d)", 0.85,
         ("login from ⟦2600:1700:4a1:c90::17⟧ at", "[⟦2a02:908:1a:2::5⟧]:443", "net ⟦2a01:4f8:10a::/48⟧", "Denied ⟦fe80::1ff:fe23:4567:890a%eth0⟧ at", "inet6 ⟦fe80::a00:27ff:fe4e:66a1⟧/64".replace("⟧/64", "/64⟧")),
         ("2001:db8::1", "::1 localhost", "fe80::1%eth0", "at 10:15:20", "serial=0A:4F:77:21:BC:09:E3:5D", "x[1::2]"), check=_is_global_ipv6, source="RFC 4291, RFC 5952"),
    Rule("mac_address", "MAC_ADDRESS", rf"(?<![\w:-]|[\w][.])(?!01[:-]23[:-]45)(?:{MAC_PAIRS}(?::{MAC_PAIRS}){{5}}|{MAC_PAIRS}(?:-{MAC_PAIRS}){{5}}|(?=[\d.]{{0,13}}[A-Fa-f])[0-9A-Fa-f]{{4}}(?:\.[0-9A-Fa-f]{{4}}){{2}})(?![\w:-]|\.\w)", 0.95,
         ("MAC ⟦54-BE-53-0A-91-7F⟧,", "mac=⟦a4:2b:b0:7c:19:e3⟧", "⟦b4b6.8630.a19d⟧ DYN"),
         ("00:00:5E:00:53:01", "ff:ff:ff:ff:ff:ff", "serial 0A:4F:77:21:BC:09:E3:5D", "0100.0ccc.cccc"), check=is_private_mac, source="IEEE 802, RFC 7042"),
    Rule("mac_address_of_decimal_digits", "MAC_ADDRESS", r"(?<![\w.])\d{4}\.\d{4}\.\d{4}(?![\w.])", 0,
         ("MAC ⟦2767.7065.6512⟧", "addr ⟦5042.1954.0244⟧ (IEEE)"), ("4417.8203.3612 ref", "1234.5678.9012 order"),
         context=("mac", "macs", "ieee", "dyn", "arpa", "arp", "vlan", "hwaddr", "wifi", "wi fi", "bssid"), check=is_private_mac, source="Cisco IOS: show mac address-table"),
    Rule("mac_address_with_blanks", "MAC_ADDRESS", r"(?<![\w-]|(?<![A-Za-z])[0-9A-Fa-f]{2}[ ])(?=(?:[0-9A-F]{2}[ ]){0,5}[0-9A-F]?[A-F])[0-9A-F]{2}(?:[ ][0-9A-F]{2}){5}(?![\w-]|[ ][0-9A-Fa-f]{2}(?!\w))", 0,
         ("printer ⟦1A C5 53 65 E2 0F⟧ static 192.168.40.9", "MAC ⟦A2 34 BB 98 89 BC⟧"), ("bytes 1A C5 53 65 E2 0F", "dump 1A C5 53 65 E2 0F 00 11", "MAC 12 34 56 78 90 12"),
         context=("mac", "macs", "mac address*", "macadresse", "hwaddr", "bssid", "static", "printer*", "drucker*", "imprimante", "router", "switch", "dhcp", "lease", "wifi", "wlan"), with_context=0.85,
         unless=("bytes", "dump", "hex", "payload", "packet*"), check=is_private_mac, source="IEEE 802"),
    Rule("bare_mac_address", "MAC_ADDRESS", r"(?<![\w.-])(?=[0-9]{0,11}[A-Fa-f])(?=[A-Fa-f]{0,11}\d)(?:[0-9a-f]{12}|[0-9A-F]{12}|[0-9A-Fa-f]{6}-[0-9A-Fa-f]{6})(?![\w-])", 0,
         ("its mac is ⟦a234bb9889bc⟧", "MAC of the tv ⟦D1CF7E95E0AA⟧, thanks"), ("commit a234bb9889bc", "id D1CF7E95E0AA of the order"),
         context=("mac", "macs", "mac address*", "macadresse", "hwaddr", "bssid", "wifi card", "lan card", "ethernet", "netzwerkkarte", "dock", "xbox", "dhcp", "lease"), with_context=0.85,
         unless=("commit", "sha", "image", "container", "digest"), check=is_private_mac, source="IEEE 802"),
    Rule("windows_security_identifier", "USERNAME", r"(?<!\w)S-1-5-21(?:-\d{6,10}){3}(?:-\d{3,8})?(?![\w-])", 0.97,
         ("SID ⟦S-1-5-21-3623811015-3361044348-30300820-1013⟧", "(⟦S-1-5-21-1004336348-1177238915-682003330⟧)"),
         ("S-1-5-18", "S-1-5-32-544"), source="MS-DTYP 2.4.2"),
)
# fmt: on

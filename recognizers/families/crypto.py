"""Addresses of cryptocurrency wallets, with the checksums of Base58Check and Bech32, or behind a label."""

from hashlib import sha256

import regex

from recognizers.lexicon.labels import labelled
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = (
    "It does not find addresses of Solana, Polkadot and other chains without checksum here if no label or word is near."
)

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
BECH32M = 0x2BC830A3
TURNS = regex.compile("(?<=[a-z])[A-Z]{1,3}(?=[a-z])")
BASE58 = "[1-9A-HJ-NP-Za-km-z]"
# Addresses that documentation repeats: the genesis block, and the examples of Bitcoin's wiki, BIP 173, ERC-55, and XRPL.
KNOWN = (
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa|1BoatSLRHtKNngkdXEeobR76b53LETtpyT|1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2|"
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy|bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4|bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq|"
    "0x(?i:5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed|d8dA6BF26964aF9D7eEd9e03E53415D37aA96045|0{40}|0{36}dead)|"
    "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh|TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
)
CLASSES = (regex.compile(r"\d"), regex.compile("[a-z]"), regex.compile("[A-Z]"))
WORDS = (
    "wallet* btc bitcoin* eth ethereum usdt usdc trc20 trc tron crypto* coin* ltc litecoin xmr monero sol solana xrp ripple ada "
    "cardano doge dogecoin xlm stellar xtz tezos atom cosmos dash bnb polygon address deposit cüzdan portefeuille cartera portafoglio"
).split()
LABELS = (
    "wallet|wallet address|btc|btc address|bitcoin|bitcoin address|eth|ethereum|usdt|usdc|tron|trx|trc 20|erc 20|ltc|litecoin|xmr|"
    "monero|sol|solana|xrp|ripple|ada|cardano|doge|dogecoin|xlm|stellar|dot|polkadot|xtz|tezos|atom|crypto address|deposit address|"
    "change address|receiving address|withdrawal address|payout address|cüzdan|cold wallet|hot wallet"
)


def is_base58check(text: str, alphabet: str = ALPHABET) -> bool:
    """Return whether the last four bytes of a Base58 value are its checksum."""
    number = 0
    for character in text:
        place = alphabet.find(character)
        if place < 0:
            return False
        number = number * len(alphabet) + place
    data = number.to_bytes(max(25, (number.bit_length() + 7) // 8), "big")
    return sha256(sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def is_bech32(text: str) -> bool:
    """Return whether a value has the checksum of Bech32 or Bech32m."""
    prefix, _, data = text.lower().rpartition("1")
    if not prefix or any(character not in BECH32 for character in data):
        return False
    values = (
        [ord(one) >> 5 for one in prefix]
        + [0]
        + [ord(one) & 31 for one in prefix]
        + [BECH32.index(one) for one in data]
    )
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate(GENERATOR):
            checksum ^= factor if top >> place & 1 else 0
    return checksum in (1, BECH32M)


def _is_mixed(text: str) -> bool:
    """Return whether a value mixes digits, small letters and capitals, unlike words and hexadecimal hashes."""
    return all(one.search(text) for one in CLASSES) or len(TURNS.findall(text)) >= 6


def _is_ripple(text: str) -> bool:
    return is_base58check(text, RIPPLE)


# fmt: off
RULES = (
    Rule(
        "crypto_known", LOOK_ALIKE, rf"(?<!\w)(?:{KNOWN})(?!\w)", 0.96,
        true=("The genesis address is ⟦1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa⟧.", "`⟦0x0000000000000000000000000000000000000000⟧`"),
        false=("16AqYshidxibjiKXJMFCg2GyZ1mci68cL1", "0x52908400098527886E0F7030069857D2E4169EE7"), source="en.bitcoin.it/wiki, BIP 173, ERC-55, xrpl.org",
    ),
    Rule(
        "crypto_base58", "CRYPTO", rf"(?<![\w/+=-])(?:[13]|[LMDTXAt]|(?:tz[1-3]|KT1)){BASE58}{{25,34}}(?![\w/+=-])", 0.95,
        true=("to ⟦16AqYshidxibjiKXJMFCg2GyZ1mci68cL1⟧ today", "TRC20: ⟦TYeg74uzYKmgxYhUWJhpjkAXkHZCcFfQEN⟧"),
        false=("16AqYshidxibjiKXJMFCg2GyZ1mci68cL2", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLX"), check=is_base58check, source="Bitcoin, Litecoin, Dogecoin, Dash, TRON, Tezos: Base58Check",
    ),
    Rule(
        "crypto_bech32", "CRYPTO", r"(?i)(?<![\w/-])(?:bc|tb|ltc|addr|cosmos|osmo|stake|terra|inj|celestia)1[02-9ac-hj-np-z]{25,110}(?![\w/-])", 0.95,
        true=("⟦bc1qr8wrerwzgj6f8ntxvhxyrdlm5aahn0t0x3v679⟧", "⟦BC1QR8WRERWZGJ6F8NTXVHXYRDLM5AAHN0T0X3V679⟧"),
        false=("bc1qr8wrerwzgj6f8ntxvhxyrdlm5aahn0t0x3v678", "abc1qw508d6"), check=is_bech32, source="BIP 173, BIP 350",
    ),
    Rule(
        "crypto_bech32_near_a_word", "CRYPTO", r"(?<![\w/-])(?:bc|tb|ltc|addr|cosmos|osmo|stake)1[02-9ac-hj-np-z]{25,110}(?![\w/-])", 0.6,
        true=("⟦bc1qr8wrerwzgj6f8ntxvhxyrdlm5aahn0t0x3v678⟧", "cold wallet ⟦ltc1q9nl4ujy8624fl6zy54klay937yrnujcklsnmuf⟧"), false=("bc1qw508d6", "xbc1qr8wrerwzgj6f8ntxvhxyrdlm5aahn0t0x3v678"),
        source="BIP 173: shape without the checksum",
    ),
    Rule(
        "crypto_ethereum", "CRYPTO", r"(?<![\w/])0x[0-9a-fA-F]{40}(?!\w)", 0.85,
        true=("⟦0x52908400098527886E0F7030069857D2E4169EE7⟧", "eth:⟦0xde709f2102306220921060314715629080e2fb77⟧"),
        false=("0x0000000000000000000000000000000000000000", "0xde709f2102306220921060314715629080e2fb7"), check=lambda text: len(set(text[2:])) > 5, source="ERC-55",
    ),
    Rule(
        "crypto_ripple", "CRYPTO", r"(?<![\w/+=-])r[1-9A-HJ-NP-Za-km-z]{24,34}(?![\w/+=-])", 0.95,
        true=("⟦rKeawG9bCRETpgytbrQk1E889DsoS8uK1r⟧", "xrp ⟦rNsM1nmZaS15WGib6iSqWA4sm1JtgARukT⟧"), false=("rKeawG9bCRETpgytbrQk1E889DsoS8uK1s", "representationsOfTheValues1"), check=_is_ripple, source="xrpl.org: Base58 encodings",
    ),
    Rule(
        "crypto_stellar", "CRYPTO", r"(?<![\w/+=-])G[A-Z2-7]{55}(?![\w/+=-])", 0.6,
        true=("⟦GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7⟧", "xlm ⟦GBRPYHIL2CI3FNQ4BXLFMNDLFJUNPU2HY3ZMFSHONUCEOASW7QC7OX2H⟧"),
        false=("GENERATEDCONSTANTNAMEWITHOUTDIGITS", "GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN"), check=lambda text: any(map(str.isdecimal, text)), source="Stellar strkey",
    ),
    Rule(
        "crypto_monero", "CRYPTO", rf"(?<![\w/+=-])[48][0-9AB]{BASE58}{{93}}(?:{BASE58}{{11}})?(?![\w/+=-])", 0.9,
        true=("XMR ⟦44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A⟧", "⟦4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge⟧"),
        false=("44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3", "d41d8cd98f00b204e9800998ecf8427e"), source="Monero address: 95 characters of Base58",
    ),
    Rule(
        "crypto_near_a_word", "CRYPTO", rf"(?<![\w/+=.-]){BASE58}{{26,48}}(?![\w/+=]|\.\w)", 0.0,
        true=("SOL wallet: ⟦DcLWojwPTZigepMLGCLkB11MmAbRbcbJyTpYqFTFkJFV⟧", "sent btc to ⟦16AqYshidxibjiKXJMFCg2GyZ1mci68cL2⟧"),
        false=("commit DcLWojwPTZigepMLGCLkB11MmAbRbcbJyTpYqFTFkJFV", "wallet CryptographicallySecureRandomNumber"),
        context=tuple(WORDS), with_context=0.75, unless=("key", "secret", "token", "hash", "txid"), check=_is_mixed,
    ),
    Rule(
        "crypto_labelled", "CRYPTO", labelled(LABELS, r"[A-Za-z0-9]{26,110}"), 0.85,
        true=("Wallet: ⟦16AqYshidxibjiKXJMFCg2GyZ1mci68cL2⟧", "sol = ⟦DcLWojwPTZigepMLGCLkB11MmAbRbcbJyTpYqFTFkJFV⟧"),
        false=("wallet: leather, brown", "eth: enp0s31f6ethernetinterfacenumberone"), check=_is_mixed,
    ),
)
# fmt: on

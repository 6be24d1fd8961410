"""Private keys and other secrets in a container of their own: PEM, PGP, PuTTY, age, WireGuard, JWT, hashes of passwords."""

import regex

from recognizers.families.secrets.placeholders import is_random, is_secret
from recognizers.families.secrets.shapes import CERTAIN, sample
from recognizers.rules import Rule

LIMITS = "Keys in a binary format, such as PKCS #12 files, and JSON web keys without a label of the private part."
BASE64 = "A-Za-z0-9+/"
# The text between the two lines, which ends at the next five hyphens (SSH2: four), so that a text of many first lines costs no more.
BODY = r"(?=(?:[^-]|-(?!---)){0,600}?[A-Za-z0-9+/=]{16})(?:[^-]|-(?!---)){20,40000}+"
BREAK = r"(?:\s|\\r|\\n){1,4}[ \t]{0,40}"
LINE = rf"(?:{BREAK}[{BASE64}]{{40,80}}+={{0,2}})"
LINES = rf"{LINE}{{2,1000}}+(?:{BREAK}[{BASE64}]{{4,79}}={{0,2}}(?=\s|\\|$))?"
MARK = "-{4,5}"
KIND = r"[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?"
KEY_BLOCK = regex.compile(rf"{MARK}[ ]?BEGIN {KIND}[ ]?{MARK}{BODY}{MARK}[ ]?END {KIND}[ ]?{MARK}")
PEM = sample("{b64}\n{b64}\n{b20}=")
ONE_LINE = PEM.replace("\n", "\\n")
HASH = sample("{53}")

# fmt: off
RULES = (
    Rule("private_key_block", "SECRET", rf"{KEY_BLOCK.pattern}|{MARK}[ ]?BEGIN {KIND}[ ]?{MARK}(?:\s{{1,2}}[A-Z][A-Za-z-]{{2,20}}: [^\n]{{1,80}}){{0,4}}{LINES}", 1.0,
         (f"⟦-----BEGIN RSA PRIVATE KEY-----\n{PEM}\n-----END RSA PRIVATE KEY-----⟧\n", f'"key": "⟦-----BEGIN PRIVATE KEY-----\\n{ONE_LINE}\\n-----END PRIVATE KEY-----⟧\\n"',
          f"⟦-----BEGIN OPENSSH PRIVATE KEY-----\n{sample('{b70}')}\n{sample('{b70}', 'second')}⟧\n(cut here)", f"⟦-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 2\n\n{PEM}\n-----END PGP PRIVATE KEY BLOCK-----⟧",
          f'⟦---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "x"\n{PEM}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----⟧', f"⟦-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 2\n\n{PEM}⟧\n(cut here)"),
         (f"-----BEGIN PUBLIC KEY-----\n{PEM}\n-----END PUBLIC KEY-----", "-----BEGIN RSA PRIVATE KEY----- is the first line", "M = ('-----BEGIN PRIVATE KEY-----',\n           '-----END PRIVATE KEY-----')", f"-----BEGIN CERTIFICATE-----\n{PEM}\n-----END CERTIFICATE-----"),
         source="RFC 7468; RFC 4716; RFC 4880"),
    Rule("private_key_without_first_line", "SECRET", rf"^(?<![{BASE64}]{{40}}={{0,2}}\r?\n)[ \t>]{{0,8}}[{BASE64}]{{40,80}}+{LINE}{{0,1000}}+(?:{BREAK}[{BASE64}]{{1,79}}={{0,2}})?{BREAK}{MARK}[ ]?END {KIND}[ ]?{MARK}", 1.0,
         (f"⟦{PEM}\n-----END RSA PRIVATE KEY-----⟧", f"(page 2)\n⟦{PEM}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----⟧\n"),
         (f"{PEM}\n-----END CERTIFICATE-----", "the line\n-----END RSA PRIVATE KEY-----"), source="RFC 7468"),
    Rule("putty_private_key", "SECRET", rf"PuTTY-User-Key-File-[123]: (?:[^\n]{{0,200}}\n){{2,120}}?Private-Lines: \d{{1,3}}(?:\r?\n[{BASE64}]{{4,80}}={{0,2}}(?=\s|$)){{1,120}}+(?:\r?\nPrivate-MAC: [0-9a-f]{{1,64}})?", 1.0,
         (f"⟦PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: k\nPublic-Lines: 1\n{PEM}\nPrivate-Lines: 1\n{PEM}\nPrivate-MAC: {sample('{h64}')}⟧", f"⟦PuTTY-User-Key-File-2: ssh-ed25519\nEncryption: none\nComment: k\nPublic-Lines: 1\n{PEM}\nPrivate-Lines: 1\n{PEM}\nPrivate-MAC: {sample('{h40}')}⟧"),
         ("PuTTY-User-Key-File-3: ssh-rsa", "Private-MAC: is the last line"), source="PuTTY user manual, appendix C"),
    Rule("own_key", "SECRET", r"\bheteronym-key-1:[A-Za-z0-9+/]{43}=?", 1.0,
         (f"⟦heteronym-key-1:{sample('{b43}')}=⟧", f"key ⟦heteronym-key-1:{sample('{b43}', 'second')}⟧"), ("heteronym-key-1:", f"heteronym-key-1:{sample('{b12}')}"), source="pipeline/replace/keyed/keys.py"),
    Rule("json_web_token", "SECRET", r"(?<![A-Za-z0-9_-])eyJ[\w-]{8,4000}+\.(?:eyJ[\w-]{8,8000}+\.(?:[\w-]{8,2000}+)?|[\w-]{0,1000}+\.[\w-]{8,200}+\.[\w-]{8,8000}+\.[\w-]{8,200}+)", CERTAIN,
         (f"Bearer ⟦eyJ{sample('{w33}')}.eyJ{sample('{w80}')}.{sample('{w43}')}⟧", f'token="⟦eyJ{sample("{w40}")}.{sample("{w64}")}.{sample("{w16}")}.{sample("{w90}")}.{sample("{w22}")}⟧"'),
         ("eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9.payload", "a header, a payload, a signature: xxxxx.yyyyy.zzzzz"), source="RFC 7519; RFC 7516"),
    Rule("wireguard_key", "SECRET", rf"(?i:(?:private|preshared|pre[_-]shared|psk)[ _-]?key)[\"']?\s{{0,8}}[:=]\s{{0,8}}[\"']?(?P<value>[{BASE64}]{{42}}[AEIMQUYcgkosw480]=)", CERTAIN,
         (f"PrivateKey = ⟦{sample('{b42}')}w=⟧", f"PresharedKey = ⟦{sample('{b42}')}8=⟧"), (f"PublicKey = {sample('{b42}')}w=", "PrivateKey = /etc/wireguard/key"), check=is_secret, source="https://www.wireguard.com/"),
    Rule("password_hash", "SECRET", r"(?<![\w$])(?:\$\$?2[abxy]\$\$?\d\d\$\$?[./A-Za-z0-9]{40,60}|\$\$?(?:1|5|6|7|apr1|y|gy|md5|sha1)\$\$?(?:rounds=\d{1,9}\$\$?)?[./A-Za-z0-9]{1,24}\$\$?[./A-Za-z0-9]{16,90}|\$argon2(?:id|i|d)\$[\w=,$+/]{20,200}|(?:pbkdf2_sha(?:1|256)|pbkdf2:sha(?:1|256|512)|scrypt|bcrypt_sha256)[$:][\w$:+/=,]{30,200}|\{(?:SSHA|SHA|SMD5|MD5|CRYPT|SSHA512|SSHA256)\}[A-Za-z0-9+/.$]{16,120}={0,2})", CERTAIN,
         (f"admin:⟦$2b$12${HASH}⟧", f"root:⟦$6$saltsalt${sample('{86}')}⟧:19000:0", f"userPassword: ⟦{{SSHA}}{sample('{b38}')}==⟧", f"('a', '⟦pbkdf2_sha256$260000${sample('{12}')}${sample('{b43}')}=⟧')"),
         ("it costs $2.50 or $6", "{SHA} is a scheme", "the schemes $1$, $5$ and $6$"), source="crypt(5); RFC 2307; RFC 9106"),
    Rule("windows_password_hash", "SECRET", r"(?i:\b(?:ntlm|lm|nt)(?:v[12])?(?:[- ]ssp)?[ -]{0,3}hash(?:es)?\b)[^\n]{0,40}?(?P<value>\b[0-9a-fA-F]{32}\b)", 0.95,
         (f"NTLM hash: ⟦{sample('{h32}')}⟧", f"the NT hash of svc is ⟦{sample('{h32}', 'b')}⟧"), (f"MD5 hash: {sample('{h32}')}", "NTLM hashes are weak"), source="MS-NLMP"),
    Rule("netntlm_response", "SECRET", r"(?<=:)[0-9A-Fa-f]{16}:[0-9A-Fa-f]{32}(?::[0-9A-Fa-f]{20,1000}+)?", 0.95,
         (f"user::DOM:⟦{sample('{h16}')}:{sample('{h32}')}:{sample('{h60}')}⟧", f"w.a::CORP:⟦{sample('{h16}', 'b')}:{sample('{h32}')}⟧"), (f"sha:{sample('{h32}')}", f"id:{sample('{h16}')}:{sample('{h16}')}"), source="MS-NLMP"),
    Rule("authenticator_link", "SECRET", r"otpauth://[^\s\"']{1,200}?[?&]secret=(?P<value>[A-Za-z2-7]{16,128}+)", 1.0,
         ("otpauth://totp/Acme:li@x.org?secret=⟦JBSWY3DPEHPK3PXQ⟧&issuer=Acme", "otpauth://hotp/a?counter=1&secret=⟦GEZDGNBVGY3TQOJQ⟧"), ("otpauth://totp/Acme?issuer=Acme", "?secret=abc"), source="https://github.com/google/google-authenticator/wiki/Key-Uri-Format"),
    Rule("bitlocker_recovery_key", "SECRET", r"(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])", 1.0,
         ("BitLocker: ⟦418451-207449-655182-091377-340615-228701-118899-445566⟧", "⟦118899-445566-418451-207449-655182-091377-340615-228701⟧."), ("418451-207449-655182", "418451-207449-655182-091377-340615-228701-118899"), source="https://learn.microsoft.com/windows/security/operating-system-security/data-protection/bitlocker/"),
    Rule("esim_activation_code", "SECRET", r"\bLPA:1\$[\w.-]{4,100}\$[\w-]{1,64}", 1.0,
         ("scan ⟦LPA:1$rsp.example.com$QX2-7GK1⟧", "code: ⟦LPA:1$smdp.io$K2-QXZ7-0P9M⟧."), ("LPA:1$", "the format LPA:2"), source="GSMA SGP.22"),
    Rule("matter_setup_code", "SECRET", r"\bMT:[A-Z0-9.-]{19,40}+", 0.95,
         ("QR: ⟦MT:Y.K9042C00KA0648G00⟧", "setup ⟦MT:8IXS142C00QZJ64YG11⟧ here"), ("MT: 12", "GMT:0000"), source="Matter specification, 5.1.3"),
    Rule("web_key_private_part", "SECRET", r"\"d\"\s{0,4}:\s{0,4}\"(?P<value>[\w-]{40,700}+)\"", 0.95,
         (f'{{"kty": "EC", "d": "⟦{sample("{w43}")}⟧"}}', f'"d":"⟦{sample("{w86}")}⟧"'), ('"d": "Tuesday"', f'"x": "{sample("{w43}")}"'), check=is_random, source="RFC 7517"),
)
# fmt: on

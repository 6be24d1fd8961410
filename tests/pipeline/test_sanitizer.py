"""Sanitizer: the invariants of the design, and properties that a reader of a sanitized document notices."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key, KeySource, Policy, PolicyError, Sanitizer, SecretKeyError, Span, Text
from pipeline.policy.model import Action
from pipeline.replace.operators import decrypt
from pipeline.sanitized import Sanitized
from recognizers.lexicon.pools import canonical

ENTITIES = [
    "PERSON", "ORGANIZATION", "LOCATION", "ADDRESS", "EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN",
    "IP_ADDRESS", "URL", "DATE_TIME", "USERNAME", "ORDER_ID", "API_KEY", "SOMETHING_NEW",
]  # fmt: skip
PIECES = [
    "John Smith", "Mr. Smith", "J. Smith", "acme.com", "jsmith42", "4012888888881881", "12 Oak Street", "2025-03-04", "Ana",
    "👩‍👩‍👧", "e\u0301", "שלום עולם", "مرحبا", "Ünïcode", "\r\n", "\n", " ", ", ", "...", "0", "𝔘𝔫𝔦", "\u200b", "Ⅷ", "ß", "田中太郎",
]  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], list[list[Span]]]:
    """Generate a document with overlapping, nested and adjacent spans."""
    texts = draw(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), min_size=1, max_size=3))
    findings = []
    for text in texts:
        bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
        drawn = draw(
            st.lists(st.tuples(bounds, st.sampled_from(ENTITIES), st.sampled_from([0.5, 0.9, 1.0])), max_size=5)
        )
        findings.append(
            [Span(start, end, entity, score, "test") for (start, end), entity, score in drawn if start < end]
        )
    return texts, findings


Documents = tuple[list[str], list[list[Span]]]


@pytest.fixture(scope="module")
def everything(key: Key) -> Sanitizer:
    """Return a sanitizer that replaces every span."""
    policy = Policy.load("confidential")
    detection = policy.detection.model_copy(update={"ner": "off"})
    return Sanitizer(policy.model_copy(update={"detection": detection}), key)


def is_replaced(sanitizer: Sanitizer, text: str, span: Span) -> bool:
    [[decided]] = sanitizer.decide([text], [[span]])
    return not decided.is_kept


@given(documents())
def test_no_gap_every_accepted_code_point_is_replaced(everything: Sanitizer, document: Documents) -> None:
    texts, findings = document
    for text, spans, result in zip(texts, findings, everything.replace(texts, findings), strict=True):
        wanted = {i for s in spans if is_replaced(everything, text, s) for i in range(s.start, s.end)}
        replaced = {i for s in result.findings if is_replaced(everything, text, s) for i in range(s.start, s.end)}
        assert wanted <= replaced
        assert len(result.replacements) == sum(is_replaced(everything, text, s) for s in result.findings)


@given(documents())
def test_deterministic_another_sanitizer_gives_the_same(everything: Sanitizer, key: Key, document: Documents) -> None:
    texts, findings = document
    again = Sanitizer(everything.policy, key)
    assert everything.replace(texts, findings) == again.replace(texts, findings)


@given(documents())
def test_never_itself_nor_another_original_of_the_document(everything: Sanitizer, document: Documents) -> None:
    texts, findings = document
    results = everything.replace(texts, findings)
    originals = {r.original.casefold() for result in results for r in result.replacements}
    for result in results:
        for replacement in result.replacements:
            surrogate = result.text[replacement.start : replacement.end]
            assert surrogate.casefold() not in originals, (surrogate, replacement)


@given(documents())
def test_original_is_restored_exactly(everything: Sanitizer, document: Documents) -> None:
    texts, findings = document
    assert [result.restore() for result in everything.replace(texts, findings)] == texts


@given(documents())
def test_idempotent_shape_what_is_not_replaced_stays(everything: Sanitizer, document: Documents) -> None:
    texts, findings = document
    for text, result in zip(texts, everything.replace(texts, findings), strict=True):
        kept, position = "", 0
        for replacement in result.replacements:
            kept += result.text[position : replacement.start]
            position = replacement.end
        kept += result.text[position:]
        gone = {i for s in result.findings if is_replaced(everything, text, s) for i in range(s.start, s.end)}
        assert kept == "".join(character for i, character in enumerate(text) if i not in gone)


VALUES = {
    "Okafor": "PERSON", "Ana Ruiz": "PERSON", "Li": "PERSON", "Will Young": "PERSON", "zubair": "PERSON", "Hexmoor": "ORGANIZATION",
    "Tessaly Foods Inc.": "ORGANIZATION", "Venlo": "LOCATION", "San Mateo": "LOCATION", "AB-4711": "ORDER_ID", "4471": "SOMETHING_NEW",
    "jsmith42": "USERNAME", "jsmith4": "USERNAME", "a.ruiz@hexmoor.com": "EMAIL_ADDRESS", "12 Oak Street": "ADDRESS",
}  # fmt: skip
WORDS = [*VALUES, "the", "Hi", "said", "from", "is", "42"]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1, max_size=3), st.data())
def test_value_found_once_is_replaced_in_the_whole_document(
    everything: Sanitizer, drawn: list[list[str]], data: st.DataObject
) -> None:
    texts = [", ".join(words) + "." for words in drawn]
    found = data.draw(st.sets(st.sampled_from([word for words in drawn for word in words])))
    findings = [
        first_mentions(text, found - set(", ".join(texts[:place]).split(", "))) for place, text in enumerate(texts)
    ]

    results = everything.replace(texts, findings)

    originals = {r.original for result in results for r in result.replacements}
    for result in results:
        left = kept_stretches(result)
        for original in originals:
            assert not regex.search(rf"(?<!\w){regex.escape(original)}(?!\w)", left), (original, left)


def first_mentions(text: str, values: set[str]) -> list[Span]:
    """Return the span of the first mention of each of `values` in the text."""
    return [
        Span(start, start + len(value), VALUES[value], 0.5, "test")
        for value in sorted(values & VALUES.keys())
        if (start := text.find(value)) >= 0
    ]


def kept_stretches(result: Sanitized) -> str:
    """Return the unreplaced text, with a mark for each replacement."""
    bounds = [0, *(bound for r in result.replacements for bound in (r.start, r.end)), len(result.text)]
    return "|".join(result.text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))


@pytest.mark.parametrize(
    ("found", "text", "left"),
    [
        ("Venlo", "She moved to Venlo. hey its venlo again", ""),
        ("Hexmoor Ltd", "Hexmoor Ltd pays. Hexmoor called.", ""),
        ("Ruby", "Ask Ruby about the ruby sticker", "ruby sticker"),
        ("Will Young", "Will Young will be late, so young", "will be late, so young"),
        ("April", "Ask April. April's cover is Tom, until April", ""),
        ("Yaw Adjei", "Yaw Adjei has the user name yadjei, not yaw-adjei", ""),
        ("Yaw Adjei", "Yaw Adjei has the user name yadjei84", ""),
        ("Ana Ruiz", "Ana Ruiz writes from a.ruiz@hexmoor", ""),
        ("Health", "Health asks: Health first", "Health first"),
    ],
)
def test_further_mention_differs_from_a_common_word(everything: Sanitizer, found: str, text: str, left: str) -> None:
    entity = {"Venlo": "LOCATION", "Hexmoor Ltd": "ORGANIZATION", "Health": "ORGANIZATION"}.get(found, "PERSON")
    start = text.index(found)

    result = everything.replace([text], [[Span(start, start + len(found), entity, 0.5, "test")]])[0]

    assert left in result.text
    words = found.casefold().split()
    assert not any(word in kept_stretches(result).casefold().replace(left.casefold(), "") for word in words)


def test_fail_closed_a_blocking_entity_blocks_the_whole_document(key: Key) -> None:
    policy = Policy.load("confidential")
    rules = {**policy.entities, "US_SSN": policy.entities["US_SSN"].model_copy(update={"do": Action.BLOCK})}
    strict = Sanitizer(policy.model_copy(update={"entities": rules}), key)

    results = strict.sanitize([["My SSN is 536-90-4399.", "Hello from Maria Delgado"]])[0]

    assert [result.text for result in results] == ["", ""]
    assert {result.blocked for result in results} == {"US_SSN"}


def test_one_person_stays_one_person_through_a_document(confidential: Sanitizer) -> None:
    chat = [
        "Hi, this is John Okafor from Tessaly Foods Inc.",
        "Thank you, Mr. Okafor. Is j.okafor@tessaly.com still right?",
        "JOHN OKAFOR confirmed; John's user name: jokafor42. Ask okafor, john.",
    ]

    first, second, third = (result.text for result in confidential.sanitize([chat])[0])

    given_name, family = first.split("this is ")[1].split(" from ")[0].split(" ")
    company = first.split(" from ")[1].split(" Foods")[0]
    assert f"Mr. {family}." in second
    assert f"{given_name[0]}.{family}@{company}.example".lower() in second.lower()
    assert f"{given_name} {family}".upper() in third
    assert f"{given_name}'s" in third
    assert f"{given_name[0]}{family}".lower() in third
    assert "okafor" not in (first + second + third).lower()


def test_a_name_in_the_name_of_a_file_follows_the_person(confidential: Sanitizer) -> None:
    text = "John Okafor sent OkaforJohn-2024.pdf, okafor_john.docx, john-okafor.png, /home/jokafor/cv-okafor.txt; https://acme.com/cv-okafor.pdf?of=Okafor."

    assert "okafor" not in confidential.sanitize_text(text).text.lower()


@pytest.mark.parametrize(("taken_for", "entity"), [("ORGANIZATION", "PERSON"), ("LOCATION", "PERSON")])
def test_misclassified_person_is_corrected(everything: Sanitizer, taken_for: str, entity: str) -> None:
    text = "Account of Alessandro Phoenix. Thanks, Alessandro!"
    name = "Alessandro Phoenix"
    start = text.index(name)

    result = everything.replace([text], [[Span(start, start + len(name), taken_for, 0.85, "model")]])[0]

    assert [span.entity for span in result.findings] == [entity, entity]
    given_name = result.text.split()[2]
    assert result.text.endswith(f"Thanks, {given_name}!")


@pytest.mark.parametrize("text", ["See you tomorrow at 14:30.", "It ships within two weeks.", "She lives in Norway."])
def test_values_that_identify_no_one_are_kept(confidential: Sanitizer, text: str) -> None:
    assert confidential.sanitize_text(text).text == text


def test_declared_value_is_replaced_without_a_recognizer(confidential: Sanitizer) -> None:
    row = [
        Text("crystal", "PERSON", "given"),
        Text("minh", "PERSON", "family"),
        Text("77-1", "CUSTOMER_ID"),
        "Crystal Minh called",
    ]

    first, last, customer, note = (result.text for result in confidential.sanitize([row])[0])

    assert (first, last) == (first.lower(), last.lower())
    assert note == f"{first.title()} {last.title()} called"
    assert customer != "77-1"


def test_declared_name_does_not_split_a_host(confidential: Sanitizer) -> None:
    row = [Text("Delgado", "PERSON", "family"), "https://www.clinic-delgado.com/u/delgado", "Ask Mr. Delgado."]

    family, link, note = confidential.sanitize([row])[0]
    (host, *_), (_, *people) = link.text.removeprefix("https://").split("/u/"), link.text.split("/u/")

    assert host.startswith("www.")
    assert host.endswith(".example")
    assert len(host.split(".")) == 3
    assert people == [canonical(family.text)]  # as links and user names are written
    assert link.restore() == row[1]
    assert note.text == f"Ask Mr. {family.text}."


def test_kept_declared_value_is_scanned(key: Key) -> None:
    public = Sanitizer(Policy.load("public"), key)
    row = [Text("maria@delgado-lab.com", "USERNAME"), Text("mdelgado", "USERNAME")]
    email, username = (result.text for result in public.sanitize([row])[0])
    assert "delgado" not in email
    assert username == "mdelgado"


def test_surrogates_under_another_key_are_independent(confidential: Sanitizer) -> None:
    other = Sanitizer(confidential.policy, Key(bytes(32)))
    text = "Maria Delgado called from (212) 736-5000."
    assert confidential.sanitize_text(text).text != other.sanitize_text(text).text


@pytest.mark.parametrize("scope", ["dataset", "recipient"])
def test_each_scope_is_a_world_of_its_own(key: Key, scope: str) -> None:
    policy = Policy.load("confidential").model_copy(update={"scope": scope})
    text = "Ask Maria Delgado."

    worlds = {Sanitizer(policy, key, **{scope: name}).sanitize_text(text).text for name in ("north", "south")}

    assert len(worlds) == 2


def test_data_set_name_has_a_default_and_recipient_name_has_none(key: Key) -> None:
    policy = Policy.load("confidential")
    text = "Ask Maria Delgado."

    assert Sanitizer(policy, key).sanitize_text(text) == Sanitizer(policy, key, dataset="default").sanitize_text(text)
    with pytest.raises(PolicyError, match="--recipient"):
        Sanitizer(policy.model_copy(update={"scope": "recipient"}), key)
    with pytest.raises(PolicyError, match="only a gateway"):
        Sanitizer(policy.model_copy(update={"scope": "client"}), key)


def test_pseudonyms_of_the_scope_document_agree_only_within_one(key: Key) -> None:
    sanitizer = Sanitizer(Policy.load("confidential").model_copy(update={"scope": "document"}), key)
    one, other = sanitizer.sanitize([["Maria Delgado called. Maria Delgado left."], ["Maria Delgado wrote."]])
    name = one[0].text.split(" called")[0]
    assert one[0].text == f"{name} called. {name} left."
    assert name not in other[0].text


@pytest.mark.parametrize(("people", "families"), [("whole", 2), ("by_part", 1)])
def test_families_stay_together_only_where_the_policy_says_so(key: Key, people: str, families: int) -> None:
    policy = Policy.load("confidential").model_copy(update={"people": people})
    sanitizer = Sanitizer(policy, key)

    copies = [sanitizer.replace([name], [[whole(name)]])[0].text for name in ("Maria Keller", "Otto Keller")]

    assert len({copy.split()[-1] for copy in copies}) == families
    assert len({copy.split()[0] for copy in copies}) == 2


def whole(name: str) -> Span:
    return Span(0, len(name), "PERSON", 1.0, "test")


def test_the_allow_list_keeps_public_names(key: Key) -> None:
    policy = Policy.load("confidential").model_copy(update={"allow": ("Maria Delgado",)})
    assert Sanitizer(policy, key).sanitize_text("Ask Maria Delgado.").text == "Ask Maria Delgado."


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("redact", "<EMAIL_ADDRESS>"),
        ("mask", "********"),
        ("keep", "maria@delgado-lab.com"),
    ],
)
def test_decisions_without_a_key(key: Key, action: str, expected: str) -> None:
    assert decided(key, action) == f"Write to {expected}"


def test_hash_and_encrypt_are_keyed_and_repeat(key: Key) -> None:
    for action in ("hash", "encrypt"):
        assert decided(key, action) == decided(key, action) != decided(Key(bytes(32)), action)


def test_an_encrypted_value_opens_with_its_key_and_scope_only(key: Key) -> None:
    token = decided(key, "encrypt").removeprefix("Write to ")

    assert decrypt(token, key, "dataset:default") == "maria@delgado-lab.com"
    for other, scope in ((Key(bytes(32)), "dataset:default"), (key, "recipient:north")):
        with pytest.raises(SecretKeyError):
            decrypt(token, other, scope)


def decided(key: Key, action: str) -> str:
    policy = Policy.load("confidential")
    rule = policy.entities["EMAIL_ADDRESS"].model_copy(update={"do": Action(action)})
    changed = policy.model_copy(update={"entities": {**policy.entities, "EMAIL_ADDRESS": rule}})
    return Sanitizer(changed, key).sanitize_text("Write to maria@delgado-lab.com").text


def test_repr_contains_no_originals(confidential: Sanitizer) -> None:
    result = confidential.sanitize([[Text("Maria Delgado", "PERSON")]])
    assert "Delgado" not in repr(result)
    assert "Delgado" not in repr(Text("Maria Delgado", "PERSON"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zora@tessaly.com으로 보내세요", "zora@tessaly.com"),
        ("메일은zora@tessaly.com입니다", "zora@tessaly.com"),
        ("カード4539 1488 0343 6467です", "4539 1488 0343 6467"),
        ("SSN은 320-45-6780입니다", "320-45-6780"),
        ("请联系zora@tessaly.com或", "zora@tessaly.com"),
        ("เขียนถึงzora@tessaly.comนะ", "zora@tessaly.com"),
        ("IP는10.27.44.10입니다", "10.27.44.10"),
        ("Ask zora@tessaly.com\ud800 now", "zora@tessaly.com"),
    ],
)
def test_values_are_found_where_another_script_follows_without_a_space(
    without_model: Sanitizer, text: str, value: str
) -> None:
    assert value not in without_model.sanitize_text(text).text


def test_a_policy_is_given_by_name_path_or_value_and_a_key_by_value_or_place(
    key: Key, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("classification: ours\nextends: confidential\n", encoding="utf-8")
    monkeypatch.setenv("HETERONYM_KEY_FILE", str(key_file))
    text = "Write to maria@delgado-lab.com."

    sanitizers = [
        Sanitizer("confidential"),
        Sanitizer(path, KeySource(str(key_file))),
        Sanitizer(str(path), key),
        Sanitizer(Policy.load("confidential"), key),
    ]

    assert {sanitizer.policy.classification for sanitizer in sanitizers} == {"confidential", "ours"}
    assert len({sanitizer.sanitize_text(text).text for sanitizer in sanitizers}) == 1


def test_a_pickled_sanitizer_is_made_again_from_its_policy_and_the_place_of_its_key(key: Key, key_file: Path) -> None:
    sanitizer = Sanitizer("confidential", KeySource(str(key_file)), dataset="north")

    pickled = pickle.dumps(sanitizer)

    assert key.line().removesuffix(b"\n") not in pickled
    assert pickle.loads(pickled).sanitize_text("Ask Ana Ruiz.") == sanitizer.sanitize_text("Ask Ana Ruiz.")
    with pytest.raises(SecretKeyError, match="make the Sanitizer without a key"):
        pickle.dumps(Sanitizer("confidential", key))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda one: one.sanitize(["Ana", "Ruiz"]),
            r"a document is a list of texts, not str: call sanitize_text\(text\)",
        ),
        (lambda one: one.sanitize("Ana Ruiz"), r"a list of lists of texts, not str: call sanitize_text\(text\)"),
        (lambda one: one.sanitize([{"name": "Ana Ruiz"}]), "not dict: for dicts call sanitize_records"),
        (lambda one: one.sanitize({"name": "Ana Ruiz"}), "not dict: for dicts call sanitize_records"),
        (lambda one: one.sanitize([["Ana Ruiz", None]]), "a text is a str, not NoneType: pass ''"),
        (lambda one: one.sanitize([(text for text in ["Ana Ruiz"])]), r"not generator: call sanitize\(\[\[a, b\]\]\)"),
        (lambda one: one.sanitize({"Ana Ruiz"}), r"not set: call sanitize\(\[\[a, b\]\]\)"),
        (lambda one: one.sanitize(None), "not NoneType"),
        (lambda one: one.sanitize_text({"name": "Ana Ruiz"}), "not dict: for dicts call sanitize_records"),
        (lambda one: one.sanitize_text(["Ana Ruiz"]), r"not list: call sanitize\(\[\[a, b\]\]\)"),
        (lambda one: one.sanitize_text(None), "not NoneType"),
        (lambda one: one.sanitize_text(b"Ana Ruiz"), "not bytes: decode it first"),
        (lambda one: one.sanitize_text(7), "a text is a str, not int"),
        (lambda one: one.sanitize(b"Ana Ruiz"), "not bytes: decode it first"),
        (lambda one: one.sanitize([b"Ana Ruiz"]), "a document is a list of texts, not bytes: decode it first"),
        (lambda _: Sanitizer(None), "a policy is its name, such as 'confidential', a path or a Policy, not NoneType"),  # type: ignore[arg-type]
        (lambda _: Sanitizer({"Ana Ruiz": "keep"}), "or a Policy, not dict"),  # type: ignore[arg-type]
        (lambda one: Sanitizer(one.policy, "Ana Ruiz"), r"or where it is: KeySource\('team.key'\), not str"),  # type: ignore[arg-type]
        (lambda one: Sanitizer(one.policy, ""), "a key is a Key, or where it is"),  # type: ignore[arg-type]
        (lambda one: Sanitizer(one.policy, one.key, dataset=7), "are named by a str, not int"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_type_raises_with_what_to_pass(
    everything: Sanitizer, call: Callable[[Sanitizer], object], message: str
) -> None:
    with pytest.raises(TypeError, match=message) as raised:
        call(everything)
    assert "Ruiz" not in str(raised.value)

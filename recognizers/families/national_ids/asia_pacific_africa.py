"""Numbers of people and companies in Asia, the Pacific and Africa."""

from recognizers.families.national_ids.kinds import Kind, rules_of

LIMITS = "It does not find a number with wrong check digits here; behind a label, the labelled rules find it."

# fmt: off
KINDS = (
    Kind("cn_ric", "cn.ric", r"\d{17}[\dX]", ("110105198609072303", "110105199003072717"), "身份证|身份证号|resident identity card|id card|citizen id|chinese id", 0.6),
    Kind("eg_tn", "eg.tn", r"\d{3}-\d{3}-\d{3}", ("631-366-879", "487-193-305"), "tax number|tax registration"),
    Kind("id_nik", "id.nik", r"\d{16}", ("7483540210798735", "1292134801136026"), "nik|nomor induk kependudukan|ktp"),
    Kind("il_idnr", "il.idnr", r"\d{8}-?\d", ("110971181", "673210548"), "teudat zehut|israeli id|מספר זהות"),
    Kind("in_aadhaar", "in_.aadhaar", r"[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}", ("6322 6935 8691", "9263 7585 3510"), "aadhaar|aadhar|adhaar|uid|uidai"),
    Kind("in_pan", "in_.pan", r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", ("HCHPD3706B", "FCFPG7930B"), "pan|pan no|permanent account number|pan card", 0.75),
    Kind("in_gstin", "in_.gstin", r"[0-3]\d[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z][1-9A-Z]Z[\dA-Z]", ("27BBHPH6270D1ZS", "27HHBPH1255G1ZJ"), "gstin|gst|gst no", 0.9),
    Kind("in_epic", "in_.epic", r"[A-Z]{3}\d{7}", ("XCE5417621", "JGB7366057"), "epic|voter id|voter card|voter"),
    Kind("kr_rrn", "kr.rrn", r"\d{6}-[1-8]\d{6}", ("841111-2024742", "150530-1110521"), "rrn|주민등록번호|resident registration number", 0.6),
    Kind("my_nric", "my.nric", r"\d{6}-\d{2}-\d{4}", ("310622-88-3901", "781231-45-3734"), "nric|mykad|ic|ic no|kad pengenalan", 0.75),
    Kind("nz_ird", "nz.ird", r"\d{2,3}-?\d{3}-?\d{3}", ("49-103-255", "64-964-542"), "ird|ird number|ird no"),
    Kind("pk_cnic", "pk.cnic", r"\d{5}-\d{7}-\d", ("69452-8828696-9", "56866-3625706-6"), "cnic|nicop|nic", 0.85),
    Kind("sg_uen", "sg.uen", r"\d{8,9}[A-Z]", ("45411990M", "97027751B"), "uen|company registration"),
    Kind("th_pin", "th.pin", r"\d-?\d{4}-?\d{5}-?\d{2}-?\d", ("2-5159-71289-42-1", "5-9902-87778-60-9"), "thai id|เลขประจำตัวประชาชน|citizen id|pin"),
    Kind("tw_ubn", "tw.ubn", r"\d{8}", ("36160037", "05042850"), "統一編號|ubn"),
    Kind("vn_mst", "vn.mst", r"\d{10}(?:-?\d{3})?", ("3691930374", "3395002376"), "mst|mã số thuế"),
    Kind("za_idnr", "za.idnr", r"\d{6}[ ]?\d{4}[ ]?[01]\d[ ]?\d", ("2303203943119", "9912235457139"), "sa id|id number|identity number|rsa id|id no"),
    Kind("au_tfn", "au.tfn", r"\d{3}[ ]?\d{3}[ ]?\d{2,3}", ("831 720 841", "333 013 427"), "tfn|tax file number"),
    Kind("au_abn", "au.abn", r"\d{2}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}", ("90 631 408 637", "99 476 227 242"), "abn|australian business number"),
    Kind("au_acn", "au.acn", r"\d{3}[ ]?\d{3}[ ]?\d{3}", ("646 852 968", "421 508 492"), "acn|australian company number"),
)
# fmt: on
RULES = rules_of(KINDS)

"""Numbers of people and companies in America."""

from recognizers.families.national_ids.kinds import Kind, rules_of

LIMITS = "It does not find a number with wrong check digits here; behind a label, the labelled rules find it."

# fmt: off
KINDS = (
    Kind("br_cpf", "br.cpf", r"\d{3}\.?\d{3}\.?\d{3}[-/ ]?\d{2}", ("050.403.169-41", "727.254.723-50"), "cpf|cpf nº|cadastro de pessoas físicas"),
    Kind("br_cnpj", "br.cnpj", r"\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}", ("91.677.450/2130-83", "45.938.910/7874-09"), "cnpj|cnpj nº"),
    Kind("ca_sin", "ca.sin", r"\d{3}[- ]?\d{3}[- ]?\d{3}", ("781 208 061", "636 057 051"), "sin|social insurance number|nas|numéro d'assurance sociale|social insurance"),
    Kind("ca_bn", "ca.bn", r"\d{5}[ ]?\d{4}[ ]?(?:RT|RP|RC|RM)[ ]?\d{4}", ("486219561RT9735", "605652452RT9736"), "business number|bn|hst|gst|hst no|gst no|tps|cra", 0.85),
    Kind("cl_rut", "cl.rut", r"\d{1,2}\.?\d{3}\.?\d{3}-[\dKk]", ("97.213.344-2", "41.526.552-2"), "rut|run|rol único tributario|rut nº|cédula", 0.6),
    Kind("co_nit", "co.nit", r"\d{3}\.?\d{3}\.?\d{3}-?\d", ("701.674.017-1", "646.723.617-0"), "nit|rut|número de identificación tributaria"),
    Kind("cr_cpf", "cr.cpf", r"\d-\d{4}-\d{4}", ("1-7393-4801", "5-9367-8108"), "cédula|cédula de identidad|cpf"),
    Kind("cu_ni", "cu.ni", r"\d{11}", ("01022202654", "48070252310"), "carné de identidad|ni|número de identidad"),
    Kind("do_cedula", "do.cedula", r"\d{3}-\d{7}-\d", ("642-3275150-9", "456-8829843-4"), "cédula|cedula", 0.6),
    Kind("ec_ci", "ec.ci", r"\d{9}-?\d", ("2301385387", "0405381120"), "cédula de identidad|cédula|ci"),
    Kind("ec_ruc", "ec.ruc", r"\d{10}001", ("5096842430001", "0893392270001"), "ruc|registro único de contribuyentes"),
    Kind("mx_rfc", "mx.rfc", r"[A-ZÑ&]{3,4}\d{2}[01]\d[0-3]\d[A-Z\d]{2}[\dA]", ("DOCB890515317", "DOFD8201191B5"), "rfc|r f c|registro federal de contribuyentes", 0.75),
    Kind("mx_curp", "mx.curp", r"[A-Z][AEIOUX][A-Z]{2}\d{2}[01]\d[0-3]\d[HMX](?:AS|B[CS]|C[CHLMS]|D[FG]|G[TR]|HG|JC|M[CNS]|N[ETL]|OC|PL|Q[TR]|S[LPR]|T[CSL]|VZ|YN|ZS)[A-Z]{3}[A-Z\d]\d", ("CIGB820312HDFCDH08", "BIDB860215HDFHFB01"), "curp|clave única de registro", 0.95),
    Kind("pe_cui", "pe.cui", r"\d{8}(?:-\d)?", ("33236064", "99714845"), "dni|cui|documento de identidad"),
    Kind("pe_ruc", "pe.ruc", r"(?:10|15|17|20)\d{9}", ("20647409025", "20435144161"), "ruc|ruc n"),
    Kind("py_ruc", "py.ruc", r"\d{6,8}-\d", ("43341041-8", "65185208-0"), "ruc|ruc n"),
    Kind("us_ein", "us.ein", r"\d{2}-?\d{7}", ("72-9123045", "52-5608656"), "ein|fein|tax id|employer identification number|federal tax id|tax exempt|tax id number"),
    Kind("us_itin", "us.itin", r"9\d{2}-?(?:[5-8]\d|9[0-24-9])-?\d{4}", ("964-88-2436", "972-92-2592"), "itin"),
    Kind("uy_rut", "uy.rut", r"\d{12}", ("065160150013", "091648330013"), "rut"),
    Kind("ve_rif", "ve.rif", r"[VEJPG]-?\d{8}-?\d", ("J-40759003-0", "J-16367470-9"), "rif", 0.6),
    Kind("ar_cuit", "ar.cuit", r"(?:20|2[347]|3[034])-\d{8}-\d", ("20-63976978-0", "20-95706353-6"), "cuit|cuil|c u i t|c u i l", 0.85),
    Kind("ar_dni", "ar.dni", r"[1-9]\d?[. ]?\d{3}[. ]?\d{3}", ("34.135.265", "23.362.347"), "dni|d n i|l e|documento"),
)
# fmt: on
RULES = rules_of(KINDS)

"""The resources hold what their READMEs say: complete, unambiguous, sourced, and inside the codebook."""

import hashlib
import re
from pathlib import Path

import pytest

from framing import resources
from framing.resources import ResourceError, leaf_groups, names, path, rows, versions

BODIES = [name for name in names() if name.startswith("bodies/")]
FOLDERS = sorted({name.split("/")[0] for name in names()})
MEDIA = {"state_media", "public_media", "news_media"}

# The member states of the United Nations, 2026, by ISO 3166-1 alpha-2.
UN_MEMBERS = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG CD
CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ
IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM
NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO
ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW
""".split()


def values(row, *columns):
    return [value for column in columns for value in row[column].split(";") if value]


def shared(entries):
    """Names that two owners claim, from (name, owner) pairs."""
    owners: dict[str, set[str]] = {}
    for name, owner in entries:
        owners.setdefault(name, set()).add(owner)
    return {name: who for name, who in owners.items() if len(who) > 1}


def countries():
    return {row["iso2"]: row for row in rows("countries/countries.tsv")}


# ---- the loader


def test_rows_reads_quoted_csv_and_plain_tsv(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text('name,leaf\n# a note\n"Kest, Oda",citizen\n\nTorp,government\n', encoding="utf-8")
    (tmp_path / "a.tsv").write_text('name\tleaf\r\n"Oda" Kest\t\r\n', encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    read = resources.rows.__wrapped__
    assert read("a.csv") == [{"name": "Kest, Oda", "leaf": "citizen"}, {"name": "Torp", "leaf": "government"}]
    assert read("a.tsv") == [{"name": '"Oda" Kest', "leaf": ""}]


def test_rows_names_file_and_line_of_a_broken_row(tmp_path, monkeypatch):
    (tmp_path / "a.tsv").write_text("name\tleaf\n# a note\nTorp\tgovernment\tXA\n", encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    with pytest.raises(ResourceError, match=r"a\.tsv, line 3: 3 cells, the header has 2"):
        resources.rows.__wrapped__("a.tsv")


def test_path_names_a_missing_resource():
    with pytest.raises(FileNotFoundError, match=r"no resource 'countries/moons\.tsv'"):
        path("countries/moons.tsv")


def test_versions_cover_every_file_with_version_and_hash():
    name = "codebook/codebook.tsv"
    assert list(versions()) == names()
    assert versions()[name] == {
        "version": "SRC-1 (2026-11-22)",
        "sha256": hashlib.sha256(path(name).read_bytes()).hexdigest(),
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_tells_source_licence_and_version(folder):
    readme = path(f"{folder}/README.md").read_text(encoding="utf-8")
    assert "source" in readme.lower()
    assert "licence" in readme.lower()
    assert re.search(r"^version: \S", readme, re.I | re.M)


@pytest.mark.parametrize(
    "name", [n for n in names() if n.startswith(("bodies/", "codebook/", "countries/", "outlets/"))]
)
def test_readmes_describe_every_column(name):
    readme = path(f"{name.split('/')[0]}/README.md").read_text(encoding="utf-8")
    for column in rows(name)[0]:
        assert re.search(rf"^\| {column} \|", readme, re.M), column


# ---- countries


def test_every_un_member_is_there_once():
    codes = [row["iso2"] for row in rows("countries/countries.tsv")]
    assert len(codes) == len(set(codes))
    assert len(UN_MEMBERS) == 193
    assert {code for code, row in countries().items() if row["un_member"] == "1"} == set(UN_MEMBERS)
    assert {row["un_member"] for row in countries().values()} == {"0", "1"}


def test_every_code_of_iso_3166_is_there_and_kosovo():
    assert len(countries()) == 249 + 1
    assert all(re.fullmatch("[A-Z]{2}", code) for code in countries())


@pytest.mark.parametrize("code", ["VA", "PS", "TW", "XK", "HK", "MO", "GL", "EH"])
def test_other_entities_that_news_speak_of_are_there(code):
    assert countries()[code]["un_member"] == "0"


def test_no_country_name_means_two_countries():
    columns = ("name", "other_names", "demonym_adjective", "demonym_people", "capital")
    assert shared((v, r["iso2"]) for r in countries().values() for v in values(r, *columns)) == {}


@pytest.mark.parametrize(
    ("form", "column", "code"),
    [
        ("ROK", "other_names", "KR"),
        ("Pyongyang", "capital", "KP"),
        ("the South", "contextual", "KR"),
        ("Nigerien", "demonym_adjective", "NE"),
        ("Nigerians", "demonym_people", "NG"),
        ("Kiev", "capital", "UA"),
    ],
)
def test_forms_lead_to_their_country(form, column, code):
    assert [r["iso2"] for r in countries().values() if form in r[column].split(";")] == [code]


def test_members_have_a_seat_of_government_and_a_nationality():
    members = [row for row in countries().values() if row["un_member"] == "1"]
    lacking = {row["iso2"]: values(row, "contextual") for row in members if not row["capital"]}
    own_name = {"MC", "SM", "SG"}
    ambiguous = {
        "BS": "Nassau",
        "BE": "Brussels",
        "BG": "Sofia",
        "GY": "Georgetown",
        "JM": "Kingston",
        "SC": "Victoria",
    }
    assert set(lacking) == own_name | set(ambiguous)
    assert all(capital in lacking[code] for code, capital in ambiguous.items())
    assert not [row["name"] for row in members if not values(row, "demonym_adjective", "contextual")]


def test_metonyms_stand_for_one_body_or_country():
    table = rows("countries/metonyms.tsv")
    assert shared((r["name"], r["canonical"]) for r in table) == {}
    kremlin = next(r for r in table if r["name"] == "Kremlin")
    assert kremlin == {"name": "Kremlin", "iso2": "RU", "source_type": "government", "canonical": "Russia"}
    assert next(r for r in table if r["name"] == "Pentagon")["source_type"] == "military"


# ---- leaves and countries of all tables


@pytest.mark.parametrize("name", [*BODIES, "countries/metonyms.tsv", "outlets/outlets.tsv"])
def test_leaves_are_in_the_codebook_and_countries_known(name):
    for row in rows(name):
        assert row["source_type"] in leaf_groups(), row
        assert row["iso2"] in {"", *countries()}, row


# ---- bodies


def test_bodies_share_one_set_of_columns():
    assert len(BODIES) == 7
    for name in BODIES:
        assert list(rows(name)[0]) == ["name", "aliases", "iso2", "source_type", "state", "basis"]
        assert all(row["name"] and row["basis"] and row["state"] in {"0", "1", ""} for row in rows(name))


def test_no_name_belongs_to_two_bodies_or_outlets():
    bodies = [(v, f"{n}: {r['name']}") for n in BODIES for r in rows(n) for v in values(r, "name", "aliases")]
    outlets = [(v, r["outlet"]) for r in rows("outlets/outlets.tsv") for v in values(r, "outlet", "aliases")]
    assert shared(bodies + outlets) == {}


def test_bodies_are_not_media():
    assert not [r["name"] for n in BODIES for r in rows(n) if r["source_type"] in MEDIA - {"news_media"}]


@pytest.mark.parametrize(
    ("alias", "leaf", "iso2", "state"),
    [
        ("Hamas", "military", "PS", "0"),
        ("Revolutionary Guards", "military", "IR", "1"),
        ("FBI", "justice", "US", "1"),
        ("State Department", "government", "US", "1"),
        ("Knesset", "legislator", "IL", "1"),
        ("IAEA", "intergovernmental", "", ""),
        ("CSIS", "think_tank", "US", ""),
        ("HRW", "civil_society", "", ""),
        ("CCP", "government", "CN", "1"),
        ("DNC", "politician", "US", "0"),
        ("Samsung", "business", "KR", "0"),
    ],
)
def test_well_known_bodies(alias, leaf, iso2, state):
    found = [r for n in BODIES for r in rows(n) if alias in values(r, "name", "aliases")]
    assert [(r["source_type"], r["iso2"], r["state"]) for r in found] == [(leaf, iso2, state)]


def test_only_ruling_parties_of_one_party_states_are_government():
    ruling = {r["iso2"] for r in rows("bodies/parties.tsv") if r["source_type"] == "government"}
    assert ruling == {"CN", "KP", "VN", "LA", "CU", "ER"}
    assert all((r["state"] == "1") == (r["source_type"] == "government") for r in rows("bodies/parties.tsv"))


# ---- outlets


def test_registry_is_wide_and_dated():
    table = rows("outlets/outlets.tsv")
    assert len(table) >= 120
    assert len({row["iso2"] for row in table}) >= 40
    assert all(re.fullmatch(r"20\d\d", row["dated"]) and row["basis"] for row in table)


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("source_type", MEDIA),
        ("kind", {"newspaper", "broadcaster", "agency", "online", "magazine", "tabloid"}),
        ("editorial_control", {"state", "party", "public_independent", "private", "unknown"}),
        ("funding", {"state", "public", "commercial", "mixed", "party", "unknown"}),
        ("governance", {"state", "public body", "private", "cooperative", "non-profit", "party", "unknown"}),
    ],
)
def test_registry_values_are_those_of_its_readme(column, allowed):
    assert {row[column] for row in rows("outlets/outlets.tsv")} == allowed


def test_state_and_public_media_rest_on_a_source():
    sourced = [r for r in rows("outlets/outlets.tsv") if r["source_type"] != "news_media"]
    assert not [r["outlet"] for r in sourced if r["basis"] == "unsourced"]


def test_state_media_follow_from_the_facts():
    for row in rows("outlets/outlets.tsv"):
        basis, leaf = row["basis"], row["source_type"]
        if leaf == "state_media":
            assert row["editorial_control"] in {"state", "party"}, row
        if ": state-controlled" in basis:
            assert leaf == "state_media", row
        if ": independent" in basis:
            assert leaf == "public_media", row
        if ": captured private" in basis:
            assert leaf == "news_media", row


@pytest.mark.parametrize(
    ("alias", "leaf", "iso2"),
    [
        ("Yonhap", "public_media", "KR"),
        ("BBC", "public_media", "GB"),
        ("AFP", "public_media", "FR"),
        ("KBS", "public_media", "KR"),
        ("KCNA", "state_media", "KP"),
        ("Xinhua", "state_media", "CN"),
        ("TASS", "state_media", "RU"),
        ("Press TV", "state_media", "IR"),
        ("Reuters", "news_media", "GB"),
        ("Politico", "news_media", "US"),
    ],
)
def test_well_known_outlets(alias, leaf, iso2):
    found = [r for r in rows("outlets/outlets.tsv") if alias in values(r, "outlet", "aliases")]
    assert [(r["source_type"], r["iso2"]) for r in found] == [(leaf, iso2)]


# ---- codebook


def test_codebook_has_nineteen_leaves_in_eight_groups():
    assert len(leaf_groups()) == len(rows("codebook/codebook.tsv")) == 19
    assert list(dict.fromkeys(leaf_groups().values())) == [
        "official",
        "politics",
        "international",
        "state_media",
        "media",
        "analyst",
        "society",
        "unspecified",
    ]


def test_human_page_holds_the_same_definitions():
    page = (Path(__file__).parents[1] / "data/CODEBOOK.md").read_text(encoding="utf-8")
    for row in rows("codebook/codebook.tsv"):
        assert f"| `{row['leaf']}` | {row['include']} | {row['exclude']} |" in page
    for row in rows("codebook/attributes.tsv"):
        assert f"| {row['value']} | {row['definition']} | {row['examples']} |" in page

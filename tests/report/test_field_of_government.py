import pytest

from summarise.report.field_of_government import FIELDS, OTHER, field_of


@pytest.mark.parametrize(
    ("issuer", "key"),
    [
        ("岚川市教育局", "education"),
        ("澄浦县卫健局", "health"),
        ("望麓区医疗保障局", "medical_insurance"),
        ("禾渡市交通运输局", "transport"),
        ("墨陂县水务局", "water"),
        ("雁汀区农业农村和水利局", "water"),
        ("岚川市住房和城乡建设局", "housing"),
        ("岚川市自规局", "resources"),
        ("澄浦县人力资源和社会保障局", "labour"),
        ("枫澜县发展和改革局", "development"),
        ("沐阳湾区综合行政执法局", "city"),
        ("望麓区人民政府办公室", "government"),
        ("", "other"),
        ("某某", "other"),
    ],
)
def test_a_body_belongs_to_the_field_that_its_name_tells(issuer: str, key: str) -> None:
    assert field_of(issuer).key == key


def test_no_cue_is_hidden_behind_an_earlier_field() -> None:
    for field in FIELDS:
        for cue in field.cues:
            assert field_of(cue) is field, cue


def test_keys_are_different() -> None:
    keys = [field.key for field in (*FIELDS, OTHER)]
    assert len(set(keys)) == len(keys)

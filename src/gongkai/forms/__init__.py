"""The official forms as data: editions, labels, code lists, rules and table schemas."""

from gongkai.forms.cell_grammar import (
    CellReading,
    TextKind,
    holds_several_numbers,
    is_number,
    is_value,
    kind_of,
    read_cell,
)
from gongkai.forms.form import (
    TABLES,
    VOCABULARIES,
    Form,
    FormRow,
    Label,
    code_list,
    editions,
    items_of,
    labels,
    load_form,
    unit_of,
)
from gongkai.forms.normal_form import bare_form, normal_form, squeeze, without_ordinal
from gongkai.forms.rules import Rule, finding, rules

__all__ = [
    "TABLES",
    "VOCABULARIES",
    "CellReading",
    "Form",
    "FormRow",
    "Label",
    "Rule",
    "TextKind",
    "bare_form",
    "code_list",
    "editions",
    "finding",
    "holds_several_numbers",
    "is_number",
    "is_value",
    "items_of",
    "kind_of",
    "labels",
    "load_form",
    "normal_form",
    "read_cell",
    "rules",
    "squeeze",
    "unit_of",
    "without_ordinal",
]

"""The official forms as data: editions, labels, code lists, rules and table schemas."""

from gongkai.forms.form import TABLES, Form, FormRow, Label, code_list, editions, labels, load_form, unit_of
from gongkai.forms.normal_form import normal_form, squeeze
from gongkai.forms.rules import Rule, finding, rules

__all__ = [
    "TABLES",
    "Form",
    "FormRow",
    "Label",
    "Rule",
    "code_list",
    "editions",
    "finding",
    "labels",
    "load_form",
    "normal_form",
    "rules",
    "squeeze",
    "unit_of",
]

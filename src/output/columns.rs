//! Records as rows: one column for each field of every kind, the same for all.

use crate::Record;
use crate::record::{Fact, Number, Role};
use serde::Serialize;
use std::borrow::Cow;

/// A column.
#[cfg_attr(not(feature = "parquet"), allow(dead_code, reason = "only Parquet needs types"))]
pub(super) struct Column {
    pub name: &'static str,
    pub kind: ColumnKind,
    /// Whether records of every kind have a value.
    pub is_required: bool,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Text,
    Integer,
    Number,
    Flag,
    Roles,
}

const fn required(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind, is_required: true }
}

const fn optional(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind, is_required: false }
}

/// The columns in their order. [`cells`] gives their values.
pub(super) const COLUMNS: [Column; 22] = [
    required("doc", ColumnKind::Text),
    required("kind", ColumnKind::Text),
    required("text", ColumnKind::Text),
    required("start", ColumnKind::Integer),
    required("end", ColumnKind::Integer),
    optional("numerator", ColumnKind::Number),
    optional("denominator", ColumnKind::Number),
    optional("value", ColumnKind::Number),
    optional("value_max", ColumnKind::Number),
    optional("unit", ColumnKind::Text),
    optional("rank", ColumnKind::Flag),
    optional("per", ColumnKind::Text),
    optional("trend", ColumnKind::Text),
    optional("bound", ColumnKind::Text),
    optional("subject", ColumnKind::Text),
    optional("base", ColumnKind::Text),
    optional("name", ColumnKind::Text),
    optional("honorific", ColumnKind::Text),
    optional("roles", ColumnKind::Roles),
    optional("fields", ColumnKind::Text),
    required("sentence", ColumnKind::Text),
    required("rule", ColumnKind::Text),
];

/// The value of a column in a row.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    Null,
    Text(Cow<'a, str>),
    Integer(usize),
    Number(Number),
    Flag(bool),
    Roles(&'a [Role]),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(text.into())
    }
}

impl<'a> From<&'a Option<String>> for Cell<'a> {
    fn from(text: &'a Option<String>) -> Self {
        text.as_deref().map_or(Cell::Null, Cell::from)
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(text.into())
    }
}

impl From<Option<Number>> for Cell<'_> {
    fn from(number: Option<Number>) -> Self {
        number.map_or(Cell::Null, Cell::Number)
    }
}

/// The word that stands for a value in JSON.
pub(super) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => unreachable!("it is written as a string"),
    }
}

/// The cells of a record, in the order of [`COLUMNS`].
pub(super) fn cells(record: &Record) -> [Cell<'_>; COLUMNS.len()] {
    let mut cells = [const { Cell::Null }; COLUMNS.len()];
    let [doc, kind, text, start, end, own @ .., sentence, rule] = &mut cells;
    *doc = Cell::from(record.doc.as_str());
    *kind = Cell::from(&*record.kind);
    *text = Cell::from(record.text.as_str());
    (*start, *end) = (Cell::Integer(record.start), Cell::Integer(record.end));
    *sentence = Cell::from(record.sentence.as_str());
    *rule = Cell::from(&*record.rule);

    let [numerator, denominator, value, value_max, unit, rank, per, trend, bound, subject, base, rest @ ..] =
        own;
    let [name, honorific, roles, fields] = rest;
    match &record.fact {
        Fact::Ratio(ratio) => {
            *numerator = Cell::Number(ratio.numerator);
            *denominator = Cell::Number(ratio.denominator);
            *value = Cell::from(ratio.value);
            *unit = Cell::from(&ratio.unit);
            *rank = Cell::Flag(ratio.rank);
            *bound = Cell::from(word(&ratio.bound));
        }
        Fact::Percentage(percentage) => {
            *value = Cell::Number(percentage.value);
            *value_max = Cell::from(percentage.value_max);
            *unit = Cell::from(word(&percentage.unit));
            *per = Cell::from(&percentage.per);
            *trend = percentage.trend.map_or(Cell::Null, |trend| Cell::from(word(&trend)));
            *bound = Cell::from(word(&percentage.bound));
            *subject = Cell::from(&percentage.subject);
            *base = Cell::from(&percentage.base);
        }
        Fact::Official(official) => {
            *name = Cell::from(official.name.as_str());
            *honorific = Cell::from(&official.honorific);
            *roles = Cell::Roles(&official.roles);
        }
        // What the fields are is for the pattern to say: one column for all.
        Fact::Pattern(own) => *fields = Cell::from(serde_json::Value::from(own.clone()).to_string()),
    }
    cells
}

/// A kept field as text: a string as it is, other values as JSON, nothing for null.
pub(super) fn plain(json: &str) -> Option<String> {
    match json {
        "null" => None,
        _ => Some(serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, Cell, ColumnKind, cells};
    use crate::record::{Fact, Number};
    use serde_json::Value;

    /// The text of `value` as a cell of a kind has it, with its fields.
    fn same(cell: &Cell, kind: ColumnKind, value: &Value) -> bool {
        match (cell, kind, value) {
            (Cell::Null, _, Value::Null) => true,
            (Cell::Text(text), ColumnKind::Text, Value::String(other)) => text == other,
            (Cell::Integer(n), ColumnKind::Integer, Value::Number(other)) => {
                other.as_u64() == Some(*n as u64)
            }
            (Cell::Number(n), ColumnKind::Number, Value::Number(other)) => other.as_f64() == Some(n.get()),
            (Cell::Flag(flag), ColumnKind::Flag, Value::Bool(other)) => flag == other,
            (Cell::Roles(roles), ColumnKind::Roles, other) => &serde_json::to_value(roles).unwrap() == other,
            _ => false,
        }
    }

    #[test]
    fn every_field_of_every_kind_has_its_column() {
        let text = "Chủ tịch UBND tỉnh Phú Thọ Trần Văn Minh cho biết 7/10 xã đạt chuẩn, thu tăng 7-8%/năm.";
        let mut records = crate::Extractor::new().extract("a", text);
        assert_eq!(records.len(), 3);
        for record in &mut records {
            if let Fact::Percentage(percentage) = &mut record.fact {
                percentage.value_max = Some(Number::from(8.5));
            }
            let object = serde_json::to_value(&*record).unwrap();
            let cells = cells(record);
            for (column, cell) in COLUMNS.iter().zip(&cells) {
                let value = object.get(column.name).unwrap_or(&Value::Null);
                assert!(same(cell, column.kind, value), "{}: {cell:?} is not {value}", column.name);
                assert!(!column.is_required || !value.is_null(), "{}", column.name);
            }
            for name in object.as_object().unwrap().keys() {
                assert!(COLUMNS.iter().any(|column| column.name == name), "{name} has no column");
            }
        }
    }
}

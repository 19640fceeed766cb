//! Expectations rewritten to what is found, and the rest of the file as it was.

use super::example::{Case, Test, align, to_json};
use super::file::{Example, Expect, PatternFile};
use crate::record::Record;
use serde_json::{Map, Value};
use std::path::PathBuf;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table};

/// The files to write so that the failed `tests` of `file` expect what was found, each
/// with its new text: the pattern file itself, and files of records that it names.
/// Comments and layout stay. Of a record that was expected the fields stay that were
/// named; of a new one all are named that have a value.
///
/// # Errors
///
/// What cannot be read, in words.
///
/// ```
/// use trich::patterns::{PatternFile, update};
/// let text = "[[pattern]]
/// name = 'votes'
/// match = '{number} phiếu' # of anything
/// [[pattern.example]]
/// text = 'Được 12 phiếu.'
/// expect = [{ number = 13 }]
/// ";
/// let file = PatternFile::parse("a.toml", text)?;
/// let (_, new) = update(&file, &file.test())?.remove(0);
/// assert_eq!(new, text.replace("13", "12"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn update(file: &PatternFile, tests: &[Test]) -> Result<Vec<(PathBuf, String)>, String> {
    let mut document: DocumentMut = file.source.text.parse().map_err(|error| format!("{error}"))?;
    let mut files = Vec::new();
    let mut has_changed = false;
    for test in tests {
        for case in test.cases.iter().filter(|case| !case.has_passed() && case.error.is_none()) {
            let example = match test.pattern {
                Some(pattern) => &file.patterns[pattern].examples[case.nth],
                None => &file.examples[case.nth],
            };
            if let Expect::File(path) = &example.expect {
                files.push((file.resolve(path)?, record_lines(file, case, example)?));
                continue;
            }
            let expected = file.expected(&example.expect)?;
            let with_kind = test.pattern.is_none() && example.only.len() != 1;
            if let Some(table) = example_mut(&mut document, test.pattern, case.nth) {
                set_expectation(table, &expected, &case.found, with_kind);
                has_changed = true;
            }
        }
    }
    if has_changed {
        files.push((PathBuf::from(file.name()), document.to_string()));
    }
    Ok(files)
}

/// The table of an example.
fn example_mut(document: &mut DocumentMut, pattern: Option<usize>, nth: usize) -> Option<&mut Table> {
    let table = match pattern {
        Some(pattern) => document.get_mut("pattern")?.as_array_of_tables_mut()?.get_mut(pattern)?,
        None => document.as_table_mut(),
    };
    table.get_mut("example")?.as_array_of_tables_mut()?.get_mut(nth)
}

fn set_expectation(table: &mut Table, expected: &[Map<String, Value>], found: &[Record], with_kind: bool) {
    let values: Vec<Value> = found.iter().map(to_json).collect();
    let mut named = vec![None; found.len()];
    for (e, f) in align(expected, &values) {
        if let (Some(e), Some(f)) = (e, f) {
            named[f] = Some(&expected[e]);
        }
    }
    let mut array = Array::new();
    let one_a_line = found.len() > 1;
    for (value, named) in values.iter().zip(named) {
        let mut record = toml_edit::Value::InlineTable(record(value, named, with_kind));
        record.decor_mut().set_prefix(if one_a_line { "\n    " } else { "" });
        array.push_formatted(record);
    }
    if one_a_line {
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    let Some(item) = table.get_mut("expect") else { return };
    let mut value = toml_edit::Value::Array(array);
    if let Some(old) = item.as_value() {
        *value.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(value);
}

/// A record as an expectation: the fields that were `named`, else all that have a
/// value.
fn record(found: &Value, named: Option<&Map<String, Value>>, with_kind: bool) -> InlineTable {
    let mut table = InlineTable::new();
    let empty = Map::new();
    let fields = found.as_object().unwrap_or(&empty);
    match named {
        Some(named) => {
            for (name, old) in named.iter().filter(|(name, _)| with_kind || *name != "kind") {
                let value = fields.get(name).unwrap_or(&Value::Null);
                table.insert(name, narrowed(value, old));
            }
        }
        None => {
            let common = ["doc", "start", "end", "sentence", "rule"];
            let skipped = |name: &str| common.contains(&name) || name == "kind" && !with_kind;
            for (name, value) in fields.iter().filter(|(name, value)| !skipped(name) && !value.is_null()) {
                table.insert(name, to_toml(value));
            }
        }
    }
    table
}

/// A value with those of its fields that `old` names.
fn narrowed(value: &Value, old: &Value) -> toml_edit::Value {
    match (value, old) {
        (Value::Object(fields), Value::Object(named)) => {
            let inner = |(name, old): (&String, &Value)| {
                (name.clone(), narrowed(fields.get(name).unwrap_or(&Value::Null), old))
            };
            toml_edit::Value::InlineTable(named.iter().map(inner).collect())
        }
        (Value::Array(values), Value::Array(named)) if values.len() == named.len() => {
            let pairs = values.iter().zip(named);
            toml_edit::Value::Array(pairs.map(|(value, old)| narrowed(value, old)).collect())
        }
        _ => to_toml(value),
    }
}

/// A value in TOML, which writes null as an empty array.
fn to_toml(value: &Value) -> toml_edit::Value {
    match value {
        Value::Null => toml_edit::Value::Array(Array::new()),
        Value::Bool(flag) => (*flag).into(),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64().unwrap_or_default().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(values) => toml_edit::Value::Array(values.iter().map(to_toml).collect()),
        Value::Object(fields) => {
            let some = fields.iter().filter(|(_, value)| !value.is_null());
            toml_edit::Value::InlineTable(some.map(|(name, value)| (name.clone(), to_toml(value))).collect())
        }
    }
}

/// The records of a case as JSON lines, with the identifier that the file has.
fn record_lines(file: &PatternFile, case: &Case, example: &Example) -> Result<String, String> {
    let Expect::File(path) = &example.expect else { return Ok(String::new()) };
    let path = file.resolve(path)?;
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let first: Option<Map<String, Value>> =
        old.lines().next().and_then(|line| serde_json::from_str(line).ok());
    let doc = first.and_then(|record| Some(record.get("doc")?.as_str()?.to_owned())).unwrap_or_default();
    let mut lines = String::new();
    for record in &case.found {
        let record = Record { doc: doc.clone(), ..record.clone() };
        lines += &serde_json::to_string(&record).map_err(|error| error.to_string())?;
        lines.push('\n');
    }
    Ok(lines)
}

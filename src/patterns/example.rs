//! Examples as tests: what a text must give, what it gives, and how the two differ.

use super::file::{Content, Example, Expect, PatternFile};
use super::matcher::Patterns;
use crate::Extractor;
use crate::input::{Fields, Input};
use crate::record::{Kind, Record};
use crate::text::{Encoding, Normalizer};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The examples of one pattern, or one example outside of any, after they were run.
#[derive(Debug)]
pub struct Test {
    /// The pattern's name; of an example outside of any pattern its file or line.
    pub name: String,
    /// The pattern file.
    pub file: String,
    /// The line of the pattern or example in it.
    pub line: usize,
    /// The examples.
    pub cases: Vec<Case>,
    /// The place of the pattern in the file, if this is one.
    pub(super) pattern: Option<usize>,
}

/// An example after it was run.
#[derive(Debug)]
pub struct Case {
    /// The line of the example in the pattern file.
    pub line: usize,
    /// The text of the example; of an article as it came.
    pub text: String,
    /// What was found in it.
    pub found: Vec<Record>,
    /// Where that is not what was expected.
    pub differences: Vec<Difference>,
    /// Why the example could not be run.
    pub error: Option<String>,
    /// The place of the example among those of its pattern or file.
    pub(super) nth: usize,
}

/// One way in which the records found are not those expected.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// A record was expected and not found.
    Missing {
        /// The fields that it must have.
        expected: Map<String, Value>,
    },
    /// A record was found and not expected.
    Unexpected {
        /// Its place among those found.
        found: usize,
    },
    /// A field of a record is another one.
    Field {
        /// The place of the record among those found.
        found: usize,
        /// The name of the field, with those of the fields that it is in.
        name: String,
        /// What was expected.
        expected: Value,
        /// What was found; null also where there is no such field.
        value: Value,
    },
}

impl Test {
    /// Whether all examples gave what they must.
    ///
    /// ```
    /// use trich::patterns::PatternFile;
    /// let file = PatternFile::parse("a.toml", "
    ///     [[pattern]]
    ///     name = 'votes'
    ///     match = '{number} phiếu'
    ///     [[pattern.example]]
    ///     text = 'Được 12 phiếu.'
    ///     expect = [{ number = 13 }]
    /// ")?;
    /// let test = &file.test()[0];
    /// assert_eq!((test.name.as_str(), test.has_passed()), ("votes", false));
    /// # Ok::<(), trich::patterns::Problems>(())
    /// ```
    pub fn has_passed(&self) -> bool {
        self.cases.iter().all(Case::has_passed)
    }
}

impl Case {
    /// Whether the example gave what it must.
    pub fn has_passed(&self) -> bool {
        self.differences.is_empty() && self.error.is_none()
    }
}

impl PatternFile {
    /// Runs all examples of the file: those of each pattern, with this pattern alone,
    /// then those outside of any, with the built-in kinds or what `only` names.
    ///
    /// A text passes if it gives as many records as are expected, in their order, and
    /// all fields that are named are equal. A field that is not named is not compared;
    /// `[]` stands for null.
    pub fn test(&self) -> Vec<Test> {
        let mut tests = Vec::new();
        for (nth, pattern) in self.patterns.iter().enumerate() {
            let patterns = Patterns::new(vec![pattern.compiled.clone()]);
            let name = &pattern.compiled.name;
            let extractor = Extractor { kinds: Vec::new(), patterns };
            let cases =
                pattern.examples.iter().enumerate().map(|(nth, example)| self.run(example, nth, &extractor));
            tests.push(Test {
                name: name.clone(),
                file: self.name().to_owned(),
                line: self.source.line_column(pattern.span.start).0,
                cases: cases.collect(),
                pattern: Some(nth),
            });
        }
        for (nth, example) in self.examples.iter().enumerate() {
            let extractor = self.extractor(&example.only);
            let line = self.source.line_column(example.span.start).0;
            let name = match &example.content {
                Content::Text(_) => format!("line {line}"),
                Content::File(path) => path.clone(),
            };
            let cases = vec![self.run(example, nth, &extractor)];
            tests.push(Test { name, file: self.name().to_owned(), line, cases, pattern: None });
        }
        tests
    }

    fn extractor(&self, only: &[String]) -> Extractor {
        let is_wanted = |name: &str| only.iter().any(|other| other == name);
        let kinds =
            Kind::BUILT_IN.into_iter().filter(|kind| only.is_empty() || is_wanted(kind.name())).collect();
        Extractor { kinds, patterns: self.patterns().only(is_wanted) }
    }

    fn run(&self, example: &Example, nth: usize, extractor: &Extractor) -> Case {
        let mut case = Case {
            line: self.source.line_column(example.span.start).0,
            text: String::new(),
            found: Vec::new(),
            differences: Vec::new(),
            error: None,
            nth,
        };
        if let Err(error) = self.fill(&mut case, example, extractor) {
            case.error = Some(error);
        }
        case
    }

    fn fill(&self, case: &mut Case, example: &Example, extractor: &Extractor) -> Result<(), String> {
        let normalizer = Normalizer::default();
        match &example.content {
            Content::Text(text) => {
                case.text = text.clone();
                let clean = Normalizer { encoding: Some(Encoding::Utf8), ..normalizer };
                case.found = extractor.extract_text("", &clean.normalize(text)).collect();
            }
            Content::File(path) => {
                let path = self.resolve(path)?;
                let input = Input::open([&path], Fields::default()).map_err(|error| error.to_string())?;
                let mut documents = input.documents();
                let document = documents.next().ok_or_else(|| format!("{}: no article", path.display()))?;
                let document = document.map_err(|error| error.to_string())?;
                if documents.next().is_some() {
                    return Err(format!("{}: more than one article; name a file of one", path.display()));
                }
                let text = normalizer.normalize_read(&document.text, document.encoding);
                case.found = extractor.extract_text("", &text).collect();
                drop(text);
                case.text = document.text;
            }
        }
        let expected = self.expected(&example.expect)?;
        case.differences = differences(&expected, &case.found);
        Ok(())
    }

    /// The records that an example must give.
    pub(super) fn expected(&self, expect: &Expect) -> Result<Vec<Map<String, Value>>, String> {
        let path = match expect {
            Expect::Records(records) => return Ok(records.clone()),
            Expect::File(path) => self.resolve(path)?,
        };
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let record = |(line, text): (usize, &str)| {
            let mut record: Map<String, Value> = serde_json::from_str(text)
                .map_err(|error| format!("{}:{}: no record: {error}", path.display(), line + 1))?;
            // The same article has another path from every folder.
            record.shift_remove("doc");
            Ok(record)
        };
        text.lines().enumerate().map(record).collect()
    }

    /// The file that a path in the pattern file names. It must be in the folder of the
    /// pattern file or in the one that the program runs in, so that a pattern file from
    /// elsewhere reads nothing that it has no business with.
    pub(super) fn resolve(&self, path: &str) -> Result<PathBuf, String> {
        let folder = Path::new(self.name()).parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let joined = folder.join(path);
        let real = fs::canonicalize(&joined).map_err(|error| format!("{}: {error}", joined.display()))?;
        let homes = [fs::canonicalize(folder), env::current_dir().and_then(fs::canonicalize)];
        if homes.iter().flatten().any(|home| real.starts_with(home)) {
            return Ok(joined);
        }
        Err(format!(
            "{}: outside of the folder of the pattern file and of the one that the program runs in",
            joined.display()
        ))
    }
}

/// The records found that stand for those expected, both by their places: as many as
/// can be that are equal, and between those the others in their order.
pub(super) fn align(expected: &[Map<String, Value>], found: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let equal = |e: usize, f: usize| agrees(&Value::Object(expected[e].clone()), &found[f]);
    let (rows, columns) = (expected.len(), found.len());
    // Length of the longest common row from each place on.
    let mut common = vec![vec![0_usize; columns + 1]; rows + 1];
    for e in (0..rows).rev() {
        for f in (0..columns).rev() {
            common[e][f] =
                if equal(e, f) { common[e + 1][f + 1] + 1 } else { common[e + 1][f].max(common[e][f + 1]) };
        }
    }
    let mut pairs = Vec::new();
    let (mut missing, mut unexpected) = (Vec::new(), Vec::new());
    let flush = |pairs: &mut Vec<_>, missing: &mut Vec<usize>, unexpected: &mut Vec<usize>| {
        let both = missing.len().min(unexpected.len());
        pairs.extend(missing.drain(..both).zip(unexpected.drain(..both)).map(|(e, f)| (Some(e), Some(f))));
        pairs.extend(missing.drain(..).map(|e| (Some(e), None)));
        pairs.extend(unexpected.drain(..).map(|f| (None, Some(f))));
    };
    let (mut e, mut f) = (0, 0);
    while e < rows || f < columns {
        if e < rows && f < columns && equal(e, f) {
            flush(&mut pairs, &mut missing, &mut unexpected);
            pairs.push((Some(e), Some(f)));
            (e, f) = (e + 1, f + 1);
        } else if e < rows && (f == columns || common[e + 1][f] >= common[e][f + 1]) {
            missing.push(e);
            e += 1;
        } else {
            unexpected.push(f);
            f += 1;
        }
    }
    flush(&mut pairs, &mut missing, &mut unexpected);
    pairs
}

/// A record as JSON.
pub(super) fn to_json(record: &Record) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

fn differences(expected: &[Map<String, Value>], found: &[Record]) -> Vec<Difference> {
    let values: Vec<Value> = found.iter().map(to_json).collect();
    let mut differences = Vec::new();
    for pair in align(expected, &values) {
        match pair {
            (Some(e), Some(f)) => {
                for (name, value) in &expected[e] {
                    let actual = values[f].get(name).unwrap_or(&Value::Null);
                    field_differences(name, value, actual, f, &mut differences);
                }
            }
            (Some(e), None) => differences.push(Difference::Missing { expected: expected[e].clone() }),
            (_, Some(found)) => differences.push(Difference::Unexpected { found }),
            (None, None) => {}
        }
    }
    differences
}

/// Whether `found` is what is expected, as far as that says something.
fn agrees(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            expected.iter().all(|(name, value)| agrees(value, found.get(name).unwrap_or(&Value::Null)))
        }
        (Value::Array(expected), Value::Null) => expected.is_empty(),
        (Value::Array(expected), Value::Array(found)) => {
            expected.len() == found.len() && expected.iter().zip(found).all(|(e, f)| agrees(e, f))
        }
        // `12` and `12.0` are one number.
        (Value::Number(expected), Value::Number(found)) => expected.as_f64() == found.as_f64(),
        (expected, found) => expected == found,
    }
}

fn field_differences(
    name: &str,
    expected: &Value,
    found: &Value,
    record: usize,
    differences: &mut Vec<Difference>,
) {
    if agrees(expected, found) {
        return;
    }
    match (expected, found) {
        (Value::Object(fields), Value::Object(actual)) => {
            for (inner, value) in fields {
                let actual = actual.get(inner).unwrap_or(&Value::Null);
                field_differences(&format!("{name}.{inner}"), value, actual, record, differences);
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (nth, (expected, found)) in expected.iter().zip(found).enumerate() {
                field_differences(&format!("{name}[{nth}]"), expected, found, record, differences);
            }
        }
        _ => differences.push(Difference::Field {
            found: record,
            name: name.to_owned(),
            expected: expected.clone(),
            value: found.clone(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::align;
    use serde_json::{Map, Value, json};

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn equal_records_stand_for_each_other() {
        let expected: Vec<_> = [1, 2, 3].map(|n| map(json!({ "n": n }))).into();
        let cases = [
            (vec![1, 2, 3], vec![(Some(0), Some(0)), (Some(1), Some(1)), (Some(2), Some(2))]),
            (vec![1, 3], vec![(Some(0), Some(0)), (Some(1), None), (Some(2), Some(1))]),
            (vec![1, 9, 3], vec![(Some(0), Some(0)), (Some(1), Some(1)), (Some(2), Some(2))]),
            (vec![9], vec![(Some(0), Some(0)), (Some(1), None), (Some(2), None)]),
        ];
        for (found, pairs) in cases {
            let found: Vec<_> = found.into_iter().map(|n| json!({ "n": n })).collect();
            assert_eq!(align(&expected, &found), pairs);
        }
    }
}

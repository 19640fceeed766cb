//! The pattern file: TOML with patterns, fragments and examples.

use super::compile::{Compiled, Options};
use super::matcher::Patterns;
use super::problem::{Fault, Problem, Problems, Source};
use super::syntax::{Fragments, RESERVED, Template};
use super::toml_string::place_in_string;
use crate::record::{self, Kind};
use crate::text::{Encoding, Normalizer, Repairs};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml_edit::{Array, Item, Key, Table, TableLike};

/// Bytes of the longest pattern file that is read.
pub(super) const LONGEST_FILE: u64 = 4 << 20;

/// Bytes that the patterns of one file may take together when they are compiled.
const SIZE_LIMIT: usize = 256 << 20;

/// What a pattern counts for that is too large, since that takes long to find out.
const TOO_LARGE: usize = SIZE_LIMIT / 16;

/// A pattern file that is right: its patterns are compiled, its examples well formed.
#[derive(Debug)]
pub struct PatternFile {
    pub(super) source: Arc<Source>,
    pub(super) patterns: Vec<Pattern>,
    /// The examples outside of any pattern.
    pub(super) examples: Vec<Example>,
}

/// A pattern with its examples.
#[derive(Debug)]
pub(super) struct Pattern {
    pub compiled: Arc<Compiled>,
    pub examples: Vec<Example>,
    /// The bytes of the name in the file.
    pub span: Range<usize>,
}

/// A text with the records that it must give.
#[derive(Debug)]
pub(super) struct Example {
    pub content: Content,
    pub expect: Expect,
    /// The kinds and patterns that are asked for; all built-in kinds where none is
    /// named. Empty for examples of a pattern.
    pub only: Vec<String>,
    /// The bytes of the example's text in the file.
    pub span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Content {
    Text(String),
    /// The path of an article, from the folder of the pattern file.
    File(String),
}

#[derive(Debug)]
pub(super) enum Expect {
    /// For each record the fields that are compared.
    Records(Vec<Map<String, Value>>),
    /// The path of a file of records as JSON lines, from the folder of the pattern file.
    File(String),
}

impl PatternFile {
    /// Reads the text of a pattern file; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// All that is wrong with it. A file with one bad pattern is bad.
    ///
    /// ```
    /// use trich::patterns::PatternFile;
    ///
    /// let problems = PatternFile::parse("a.toml", "[[pattern]]\nname = 'a'\nmatch = '{offical} nói'\n");
    /// assert_eq!(
    ///     problems.unwrap_err().to_string(),
    ///     "a.toml:3:10: pattern `a`: unknown piece `{offical}`; did you mean `{official}`?",
    /// );
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<Self, Problems> {
        let source = Arc::new(Source { name: name.to_owned(), text: text.to_owned() });
        let mut reader = Reader { source: source.clone(), problems: Vec::new(), pattern: None, size: 0 };
        let file = reader.file();
        if reader.problems.is_empty() { Ok(file) } else { Err(Problems(reader.problems)) }
    }

    /// The path of the file, as it was named.
    ///
    /// ```
    /// let file = trich::patterns::PatternFile::parse("a.toml", "")?;
    /// assert_eq!(file.name(), "a.toml");
    /// # Ok::<(), trich::patterns::Problems>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.source.name
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The patterns of the file, to be matched.
    pub fn patterns(&self) -> Patterns {
        Patterns::new(self.patterns.iter().map(|pattern| pattern.compiled.clone()).collect())
    }
}

/// The fragments of a file.
#[derive(Default)]
struct Defined {
    fragments: Fragments,
    /// The names of all, also of those that are wrong.
    names: Vec<String>,
}

impl Defined {
    /// Whether a pattern or fragment has a fragment in it that is wrong.
    fn is_broken(&self, template: &Template) -> bool {
        template.pieces().any(|name| {
            self.names.iter().any(|defined| defined == name) && !self.fragments.contains_key(name)
        })
    }

    /// Leaves those out that have a wrong one in them.
    fn drop_broken(&mut self) {
        loop {
            let broken = self.fragments.iter().find(|(_, template)| self.is_broken(template));
            let Some(name) = broken.map(|(name, _)| name.clone()) else { return };
            self.fragments.remove(&name);
        }
    }
}

/// Reads a file and gathers what is wrong with it.
struct Reader {
    source: Arc<Source>,
    problems: Vec<Problem>,
    /// The pattern that is being read.
    pattern: Option<String>,
    /// Bytes that the patterns so far take when they are compiled.
    size: usize,
}

const FILE_KEYS: &[&str] = &["define", "pattern", "example"];
const PATTERN_KEYS: &[&str] =
    &["name", "description", "match", "whole_words", "any_case", "any_tone_style", "example"];
const PATTERN_EXAMPLE_KEYS: &[&str] = &["text", "expect"];
const EXAMPLE_KEYS: &[&str] = &["text", "file", "only", "expect"];

/// The fields of every record that an expectation may name.
const COMMON: [&str; 5] = ["text", "start", "end", "sentence", "rule"];

impl Reader {
    fn report(&mut self, fault: Fault) {
        let Fault { span, message, label, help, is_size: _ } = fault;
        let (source, pattern) = (self.source.clone(), self.pattern.clone());
        self.problems.push(Problem { source, span, pattern, message, label, help });
    }

    fn wrong(&mut self, span: Range<usize>, message: impl Into<String>, label: &str) {
        self.report(Fault::new(span, message, label));
    }

    fn file(&mut self) -> PatternFile {
        let source = self.source.clone();
        let mut file = PatternFile { source: source.clone(), patterns: Vec::new(), examples: Vec::new() };
        let document = match toml_edit::Document::parse(source.text.as_str()) {
            Ok(document) => document,
            Err(error) => {
                let span = error.span().unwrap_or(0..source.text.len().min(1));
                self.wrong(span, format!("no TOML: {}", error.message().trim()), "here");
                return file;
            }
        };
        let table = document.as_table();
        self.check_keys(table, FILE_KEYS, "in a pattern file");
        let defined = self.define(table);
        let tables = self.tables(table, "pattern");
        let mut names: BTreeMap<String, Range<usize>> = BTreeMap::new();
        for table in tables {
            self.pattern = None;
            file.patterns.extend(self.pattern(table, &defined, &mut names));
            if self.size > SIZE_LIMIT {
                let message = format!("the patterns take more than {} MiB together", SIZE_LIMIT >> 20);
                self.wrong(table.span().unwrap_or_default(), message, "here they grow too large");
                break;
            }
        }
        self.pattern = None;
        let known: Vec<String> = names.into_keys().collect();
        for table in self.tables(table, "example") {
            let fields = ExampleFields::OfKinds(&known, &file.patterns);
            file.examples.extend(self.example(table, EXAMPLE_KEYS, &fields));
        }
        file
    }

    fn define(&mut self, table: &Table) -> Defined {
        let mut defined = Defined::default();
        let Some(item) = table.get("define") else { return defined };
        let Some(define) = item.as_table_like() else {
            self.wrong(span_of(item), "`define` is no table", "write [define] and the fragments under it");
            return defined;
        };
        defined.names = define.iter().map(|(name, _)| name.to_owned()).collect();
        for (name, item) in define.iter() {
            let span = key_span(define, name);
            if super::piece::Piece::by_name(name).is_some() {
                self.wrong(span, format!("`{name}` is the name of a typed piece"), "take another name");
                continue;
            }
            if !name.chars().all(|c| c.is_alphanumeric() || c == '_')
                || !name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            {
                let message = format!("`{name}` is no name for a fragment");
                self.wrong(span, message, "letters, digits and _ only, no digit first");
                continue;
            }
            let Some(text) = self.string(item, "a fragment") else { continue };
            if let Some(template) = self.template(&text, span_of(item), &defined.names) {
                defined.fragments.insert(name.to_owned(), template);
            }
        }
        defined.drop_broken();
        defined
    }

    /// Parses a pattern or fragment that stands in the file at `span`.
    fn template(&mut self, text: &str, span: Range<usize>, fragments: &[String]) -> Option<Template> {
        let composed = compose(text);
        match Template::parse(composed.as_str(), fragments) {
            Ok(template) => Some(template),
            Err(faults) => {
                for fault in faults {
                    self.report_in_string(fault, &composed, text, span.clone());
                }
                None
            }
        }
    }

    /// Reports a fault in a string of the file, which stands at `span`.
    fn report_in_string(
        &mut self,
        fault: Fault,
        composed: &crate::text::Text,
        text: &str,
        span: Range<usize>,
    ) {
        let inner = composed.raw_span(fault.span.clone());
        let span = place_in_string(&self.source.text, span, text, inner);
        self.report(Fault { span, ..fault });
    }

    fn pattern(
        &mut self,
        table: &Table,
        defined: &Defined,
        names: &mut BTreeMap<String, Range<usize>>,
    ) -> Option<Pattern> {
        let name = table.get("name").and_then(|item| self.string(item, "the name"));
        self.pattern = name.clone();
        self.check_keys(table, PATTERN_KEYS, "in a pattern");
        let header = table.span().unwrap_or_default();
        let name = match name {
            Some(name) => name,
            None => {
                if table.get("name").is_none() {
                    self.wrong(header.clone(), "a pattern without `name`", "this one");
                }
                String::new()
            }
        };
        let name_span = table.get("name").map_or(header.clone(), span_of);
        if !name.is_empty() || table.get("name").is_some_and(Item::is_str) {
            self.check_name(&name, name_span.clone(), names);
        }
        if let Some(item) = table.get("description") {
            self.string(item, "the description");
        }
        let options = Options {
            whole_words: self.flag(table, "whole_words"),
            any_case: self.flag(table, "any_case"),
            any_tone_style: self.flag(table, "any_tone_style"),
        };
        let compiled = match table.get("match") {
            None => {
                self.wrong(header, "a pattern without `match`", "this one");
                None
            }
            Some(item) => self.string(item, "`match`").and_then(|text| {
                let template = self.template(&text, span_of(item), &defined.names)?;
                // What is wrong with the fragments was said where they stand.
                if defined.is_broken(&template) {
                    return None;
                }
                match Compiled::new(&name, &template, &defined.fragments, options) {
                    Ok(compiled) => {
                        self.size += compiled.regex.memory_usage();
                        Some(Arc::new(compiled))
                    }
                    Err(fault) => {
                        self.size += if fault.is_size { TOO_LARGE } else { 0 };
                        self.report_in_string(fault, &compose(&text), &text, span_of(item));
                        None
                    }
                }
            }),
        };
        let fields = match &compiled {
            Some(compiled) => ExampleFields::OfPattern(compiled),
            None => ExampleFields::Unknown,
        };
        let examples = self
            .tables(table, "example")
            .into_iter()
            .filter_map(|table| self.example(table, PATTERN_EXAMPLE_KEYS, &fields))
            .collect();
        Some(Pattern { compiled: compiled?, examples, span: name_span })
    }

    fn check_name(&mut self, name: &str, span: Range<usize>, names: &mut BTreeMap<String, Range<usize>>) {
        let well_formed = name.starts_with(|c: char| c.is_alphabetic())
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if !well_formed {
            let fault = Fault::new(span, format!("`{name}` is no name for a pattern"), "this name");
            return self.report(fault.with_help("letters, digits, _, - and ., a letter first"));
        }
        if Kind::of(name) != Kind::Pattern {
            let message = format!("`{name}` is the name of a built-in kind");
            return self.wrong(span, message, "take another name");
        }
        if let Some(first) = names.insert(name.to_owned(), span.clone()) {
            let line = self.source.line_column(first.start).0;
            let message = format!("there are two patterns `{name}`");
            self.report(
                Fault::new(span, message, "the second").with_help(format!("the first is in line {line}")),
            );
        }
    }

    fn example(&mut self, table: &Table, keys: &[&str], fields: &ExampleFields) -> Option<Example> {
        self.check_keys(table, keys, "in an example");
        let header = table.span().unwrap_or_default();
        let text = table.get("text").and_then(|item| self.string(item, "`text`"));
        let file = table.get("file").filter(|_| keys.contains(&"file"));
        let file_path = file.and_then(|item| self.string(item, "`file`"));
        let content = match (text, file_path) {
            (Some(_), Some(_)) => {
                self.wrong(span_of(file?), "an example with `text` and `file`", "one of them is too much");
                None
            }
            (Some(text), None) => Some(Content::Text(text)),
            (None, Some(path)) => Some(Content::File(path)),
            (None, None) => {
                if table.get("text").is_none() && file.is_none() {
                    let help = if keys.contains(&"file") { "add `text` or `file`" } else { "add `text`" };
                    self.report(
                        Fault::new(header.clone(), "an example without text", "this one").with_help(help),
                    );
                }
                None
            }
        };
        let only = table.get("only").map_or(Some(Vec::new()), |item| self.only(item, fields));
        let expect = match table.get("expect") {
            None => {
                let fault = Fault::new(header.clone(), "an example without `expect`", "this one");
                self.report(fault.with_help("`expect = []` where nothing must be found"));
                None
            }
            Some(item) => self.expect(item, fields, only.as_deref().unwrap_or_default()),
        };
        let span = table.get("text").or(table.get("file")).map_or(header, span_of);
        Some(Example { content: content?, expect: expect?, only: only?, span })
    }

    fn only(&mut self, item: &Item, fields: &ExampleFields) -> Option<Vec<String>> {
        let ExampleFields::OfKinds(patterns, _) = fields else { return Some(Vec::new()) };
        let Some(array) = item.as_array() else {
            self.wrong(span_of(item), "`only` is no array of names", "write [\"ratio\"]");
            return None;
        };
        let built_in = Kind::BUILT_IN.map(Kind::name);
        let known: Vec<&str> = built_in.into_iter().chain(patterns.iter().map(String::as_str)).collect();
        let mut names = Vec::new();
        for value in array {
            let name = value.as_str().unwrap_or_default();
            if !known.contains(&name) {
                let span = value.span().unwrap_or_default();
                let fault = Fault::new(span, format!("no kind or pattern `{name}`"), "not in this file");
                self.report(fault.did_you_mean(name, known.iter().copied()));
                return None;
            }
            names.push(name.to_owned());
        }
        Some(names)
    }

    fn expect(&mut self, item: &Item, fields: &ExampleFields, only: &[String]) -> Option<Expect> {
        if let (Some(path), ExampleFields::OfKinds(..)) = (item.as_str(), fields) {
            return Some(Expect::File(path.to_owned()));
        }
        let Some(array) = item.as_array() else {
            let help = match fields {
                ExampleFields::OfKinds(..) => {
                    "write [{ kind = \"ratio\", … }], or the path of a file of records"
                }
                _ => "write [{ field = value, … }], or [] for nothing",
            };
            self.report(Fault::new(span_of(item), "`expect` is no array of tables", "here").with_help(help));
            return None;
        };
        let before = self.problems.len();
        let records = array.iter().filter_map(|value| self.expected(value, fields, only)).collect();
        (self.problems.len() == before).then_some(Expect::Records(records))
    }

    /// The fields that a record must have.
    fn expected(
        &mut self,
        value: &toml_edit::Value,
        fields: &ExampleFields,
        only: &[String],
    ) -> Option<Map<String, Value>> {
        let Some(table) = value.as_inline_table() else {
            self.wrong(
                value.span().unwrap_or_default(),
                "an expected record is a table",
                "write { field = value }",
            );
            return None;
        };
        let mut record = Map::new();
        if let (ExampleFields::OfKinds(..), [kind]) = (fields, only) {
            record.insert("kind".to_owned(), Value::String(kind.clone()));
        }
        let kind = table.get("kind").and_then(toml_edit::Value::as_str).or(only.first().map(String::as_str));
        let known = fields.of(kind);
        if matches!(fields, ExampleFields::OfKinds(..)) && known.is_none() {
            let span =
                table.get("kind").and_then(toml_edit::Value::span).or(value.span()).unwrap_or_default();
            let message = match table.get("kind").and_then(toml_edit::Value::as_str) {
                Some(kind) => format!("no kind or pattern `{kind}`"),
                None => "an expected record without `kind`".to_owned(),
            };
            self.wrong(span, message, "this one");
            return None;
        }
        for (name, field) in table.iter() {
            if let Some(known) = &known
                && !known.iter().any(|other| other == name)
            {
                let span = table.key(name).and_then(Key::span).unwrap_or_default();
                let fault = Fault::new(span, format!("the records have no field `{name}`"), "expected here");
                let near = crate::near::nearest(name, known.iter().map(String::as_str));
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the fields are {}", known.join(", ")),
                };
                self.report(fault.with_help(help));
                continue;
            }
            if let Some(value) = self.json(field) {
                record.insert(name.to_owned(), value);
            }
        }
        Some(record)
    }

    /// A value of the file as one of a record.
    fn json(&mut self, value: &toml_edit::Value) -> Option<Value> {
        match value {
            toml_edit::Value::String(text) => Some(Value::String(compose(text.value()).as_str().to_owned())),
            toml_edit::Value::Integer(number) => Some(Value::from(*number.value())),
            toml_edit::Value::Float(number) => Some(Value::from(*number.value())),
            toml_edit::Value::Boolean(flag) => Some(Value::Bool(*flag.value())),
            toml_edit::Value::Array(array) => self.json_array(array),
            toml_edit::Value::InlineTable(table) => {
                let mut fields = Map::new();
                for (name, value) in table.iter() {
                    fields.insert(name.to_owned(), self.json(value)?);
                }
                Some(Value::Object(fields))
            }
            toml_edit::Value::Datetime(_) => {
                let span = value.span().unwrap_or_default();
                self.wrong(span, "no field of a record is a time", "put it in quotation marks");
                None
            }
        }
    }

    fn json_array(&mut self, array: &Array) -> Option<Value> {
        array.iter().map(|value| self.json(value)).collect::<Option<_>>().map(Value::Array)
    }

    fn string(&mut self, item: &Item, what: &str) -> Option<String> {
        let text = item.as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(span_of(item), format!("{what} is no string"), "put it in quotation marks");
        }
        text
    }

    /// A switch, which is on unless the file says otherwise.
    fn flag(&mut self, table: &Table, name: &str) -> bool {
        let Some(item) = table.get(name) else { return true };
        if item.as_bool().is_none() {
            self.wrong(span_of(item), format!("`{name}` is neither true nor false"), "write true or false");
        }
        item.as_bool().unwrap_or(true)
    }

    /// The tables `[[name]]` in a table.
    fn tables<'t>(&mut self, table: &'t Table, name: &str) -> Vec<&'t Table> {
        match table.get(name) {
            None => Vec::new(),
            Some(Item::ArrayOfTables(tables)) => tables.iter().collect(),
            Some(item) => {
                let message = format!("`{name}` is no list of tables");
                let span = table.key(name).and_then(Key::span).unwrap_or_else(|| span_of(item));
                let help = match &self.pattern {
                    Some(_) => format!("write [[pattern.{name}]] over each"),
                    None => format!("write [[{name}]] over each"),
                };
                self.report(Fault::new(span, message, "here").with_help(help));
                Vec::new()
            }
        }
    }

    fn check_keys(&mut self, table: &dyn TableLike, known: &[&str], place: &str) {
        for (name, _) in table.iter().filter(|(name, _)| !known.contains(name)) {
            let fault =
                Fault::new(key_span(table, name), format!("no key `{name}` {place}"), "nobody reads this");
            let near = crate::near::nearest(name, known.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys are {}", known.join(", ")),
            };
            self.report(fault.with_help(help));
        }
    }
}

/// The fields that the records of an example may have.
enum ExampleFields<'a> {
    OfPattern(&'a Compiled),
    /// Of the built-in kinds and of these patterns.
    OfKinds(&'a [String], &'a [Pattern]),
    /// Of a pattern that is wrong.
    Unknown,
}

impl ExampleFields<'_> {
    /// The names of the fields; `None` where they are not known.
    fn of(&self, kind: Option<&str>) -> Option<Vec<String>> {
        let of_pattern =
            |pattern: &Compiled| pattern.fields.iter().map(|(_, field)| field.name.clone()).collect();
        let own: Vec<String> = match self {
            ExampleFields::Unknown => return None,
            ExampleFields::OfPattern(pattern) => of_pattern(pattern),
            ExampleFields::OfKinds(_, patterns) => match Kind::of(kind?) {
                Kind::Pattern => {
                    of_pattern(&patterns.iter().find(|p| Some(p.compiled.name.as_str()) == kind)?.compiled)
                }
                kind => record::fields(kind),
            },
        };
        let common = COMMON.into_iter().map(str::to_owned);
        let kind = matches!(self, ExampleFields::OfKinds(..)).then(|| "kind".to_owned());
        Some(own.into_iter().chain(common).chain(kind).collect())
    }
}

/// A string of the file with its letters composed, as those of clean text are.
fn compose(text: &str) -> crate::text::Text<'_> {
    let repairs = Repairs { composition: true, ..Repairs::NONE };
    Normalizer { encoding: Some(Encoding::Utf8), repairs, ..Normalizer::default() }.normalize(text)
}

fn span_of(item: &Item) -> Range<usize> {
    item.span().unwrap_or_default()
}

fn key_span(table: &dyn TableLike, name: &str) -> Range<usize> {
    let key = table.key(name).and_then(Key::span);
    key.or_else(|| table.get(name).map(span_of)).unwrap_or_default()
}

const _: () = assert!(RESERVED.len() == COMMON.len() + 3);

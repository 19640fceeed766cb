//! From the named fields of a record in the input, a JSON object or a row, to a document.

use super::{Document, DocumentError, Place};
use crate::text::Encoding;

/// Which fields of a record in the input, such as a JSON line or a row of a table,
/// make a document.
///
/// A field that is named here must be found in the beginning of the first file
/// that has fields; the defaults need not.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// The field of the identifier; `id` where none is named. A document without
    /// it is identified by its place, `PATH:LINE`.
    pub id: Option<String>,
    /// The fields of the text, which are joined in this order with line feeds;
    /// `text` where none is named. A document may lack some of them, not all.
    pub text: Vec<String>,
    /// The fields that [`Document::kept`] holds.
    pub keep: Vec<String>,
}

impl Fields {
    pub(super) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or("id")
    }

    pub(super) fn text(&self) -> impl Iterator<Item = &str> {
        let default = self.text.is_empty().then_some("text");
        self.text.iter().map(String::as_str).chain(default)
    }

    /// Those that the user named.
    pub(super) fn named(&self) -> impl Iterator<Item = &String> {
        self.id.iter().chain(&self.text).chain(&self.keep)
    }
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// It is null or not there.
    Null,
    Text(String),
    Number(String),
    Other,
}

/// What a record in the input holds of the fields that are asked for.
pub(super) struct Article {
    pub id: Value,
    /// One value for each text field.
    pub text: Vec<Value>,
    /// The JSON of each field that is kept.
    pub kept: Vec<String>,
}

/// What stands for a field that is kept and not there.
pub(super) const NOTHING: &str = "null";

impl Article {
    /// An article that has none of the fields yet.
    pub fn empty(fields: &Fields) -> Self {
        Article {
            id: Value::Null,
            text: fields.text().map(|_| Value::Null).collect(),
            kept: fields.keep.iter().map(|_| NOTHING.to_owned()).collect(),
        }
    }

    /// Puts the value of a field where it is needed: as the identifier, or as the
    /// text with this number.
    pub fn set(&mut self, is_id: bool, text: Option<usize>, value: Value) {
        match text {
            Some(index) if is_id => (self.id, self.text[index]) = (value.clone(), value),
            Some(index) => self.text[index] = value,
            None if is_id => self.id = value,
            None => {}
        }
    }

    /// The document at `place`.
    pub fn document(
        self,
        fields: &Fields,
        place: impl Fn() -> Place,
        encoding: Option<Encoding>,
    ) -> Result<Document, DocumentError> {
        let id = match self.id {
            Value::Null => place().to_string(),
            Value::Text(id) | Value::Number(id) => id,
            Value::Other => {
                return Err(DocumentError::BadId { place: place(), field: fields.id().to_owned() });
            }
        };
        let mut text: Option<String> = None;
        for (value, field) in self.text.into_iter().zip(fields.text()) {
            match (value, &mut text) {
                (Value::Null, _) => {}
                (Value::Text(part), None) => text = Some(part),
                (Value::Text(mut part), Some(text)) => {
                    text.push('\n');
                    // A text may be so large that there should be no second one of it.
                    if part.len() > text.len() {
                        part.insert_str(0, text);
                        *text = part;
                    } else {
                        text.push_str(&part);
                    }
                }
                _ => return Err(DocumentError::NotText { place: place(), field: field.to_owned() }),
            }
        }
        let names = || fields.text().map(str::to_owned).collect();
        let text = text.ok_or_else(|| DocumentError::NoText { place: place(), fields: names() })?;
        Ok(Document { id, text, encoding, kept: self.kept })
    }
}

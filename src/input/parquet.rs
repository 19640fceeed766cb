//! Parquet: one article a row, its fields named by the columns.

#[cfg(feature = "parquet")]
pub(super) use read::{cut, field_names};

/// Whether a file that begins with `head` is in this format.
pub(super) fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(b"PAR1")
}

#[cfg(not(feature = "parquet"))]
pub(super) fn cut(
    item: super::source::Item,
    _: super::reader::Reader<'_>,
    emit: &mut super::Emit,
) -> std::ops::ControlFlow<()> {
    let place = super::Place::file(&item.name);
    let error = super::DocumentError::NotBuilt { place, kind: "Parquet", feature: "parquet" };
    emit(super::failure(error))
}

#[cfg(not(feature = "parquet"))]
pub(super) fn field_names(_: super::reader::Reader<'_>, _: &super::Options) -> Option<Vec<String>> {
    None
}

#[cfg(feature = "parquet")]
mod read {
    use crate::input::fields::{Article, Value};
    use crate::input::pages::Pages;
    use crate::input::reader::{BLOCK, Reader};
    use crate::input::source::Item;
    use crate::input::{Cut, Document, DocumentError, Emit, Fields, Options, Place, decode, failure};
    use crate::text::Encoding;
    use parquet::basic::{Repetition, Type as Physical};
    use parquet::errors::ParquetError;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::reader::RowIter;
    use parquet::record::{Field, Row};
    use parquet::schema::types::Type;
    use std::io;
    use std::ops::ControlFlow;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    /// Rows of which the values are in memory at once.
    const ROWS: usize = 64;

    /// The file, of which a page may have as many bytes as four documents: one that is
    /// too large shall fail alone.
    fn pages(bytes: Reader<'_>, options: &Options) -> io::Result<Pages> {
        Ok(Pages { file: bytes.into_seekable()?, most: options.max_document_size.saturating_mul(4) })
    }

    /// The names of the columns.
    pub fn field_names(bytes: Reader<'_>, options: &Options) -> Option<Vec<String>> {
        let file = SerializedFileReader::new(pages(bytes, options).ok()?).ok()?;
        let columns = file.metadata().file_metadata().schema().get_fields();
        Some(columns.iter().map(|column| column.name().to_owned()).collect())
    }

    /// Emits the rows of a table, in blocks of about [`BLOCK`] bytes of text.
    pub fn cut(item: Item, bytes: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
        let mut rows = Vec::new();
        let mut size = 0;
        let mut row_number = 0;
        let mut flow = ControlFlow::Continue(());
        let (name, options, meter) = (item.name.clone(), item.options.clone(), item.meter.clone());
        let flush = |rows: &mut Vec<(u64, Article)>, emit: &mut Emit| {
            let (name, options) = (name.clone(), options.clone());
            let rows = std::mem::take(rows).into_iter();
            emit(Cut::Chunk(Box::new(
                rows.map(move |(row, article)| document(article, &name, row, &options)),
            )))
        };
        // The reader takes some corrupt files for its own mistakes.
        let result = catch_unwind(AssertUnwindSafe(|| {
            let reader = SerializedFileReader::new(
                pages(bytes, &item.options).map_err(|source| item.unreadable(source))?,
            )
            .map_err(|error| broken(&item, error))?;
            let wanted = columns(&item, &reader)?;
            for index in 0..reader.num_row_groups() {
                let group = reader.get_row_group(index).map_err(|error| broken(&item, error))?;
                let iterator = RowIter::from_row_group(Some(wanted.clone()), &*group)
                    .map_err(|error| broken(&item, error))?
                    .with_batch_size(ROWS);
                for row in iterator {
                    row_number += 1;
                    let article = article(row.map_err(|error| broken(&item, error))?, &item.options.fields);
                    size += article.size();
                    rows.push((row_number, article));
                    if size >= BLOCK {
                        size = 0;
                        flow = flush(&mut rows, emit);
                        if flow.is_break() {
                            return Ok(());
                        }
                    }
                }
                meter.add_bytes(group.metadata().compressed_size().max(0) as u64);
            }
            Ok(())
        }));
        flow?;
        if !rows.is_empty() {
            flush(&mut rows, emit)?;
        }
        let place = Place { row: Some(row_number + 1), ..Place::file(&item.name) };
        match result {
            Ok(Ok(())) => ControlFlow::Continue(()),
            Ok(Err(DocumentError::Unreadable { source, .. })) if row_number > 0 => {
                emit(failure(DocumentError::Unreadable { place, source }))
            }
            Ok(Err(error)) => emit(failure(error)),
            Err(_) => {
                let source = io::Error::new(io::ErrorKind::InvalidData, "the Parquet data is corrupt");
                emit(failure(DocumentError::Unreadable { place, source }))
            }
        }
    }

    fn broken(item: &Item, error: ParquetError) -> DocumentError {
        item.unreadable(io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// The schema of the columns that are needed, if they have types that they can have.
    fn columns(item: &Item, file: &SerializedFileReader<Pages>) -> Result<Type, DocumentError> {
        let place = || Place::file(&item.name);
        let fields = &item.options.fields;
        let schema = file.metadata().file_metadata().schema();
        let known = schema.get_fields();
        let wrong = |column: &Type, expected| DocumentError::WrongType {
            place: place(),
            field: column.name().to_owned(),
            found: kind(column).into(),
            expected,
        };
        let is_single = |column: &Type| {
            column.is_primitive() && column.get_basic_info().repetition() != Repetition::REPEATED
        };
        let mut has_text = false;
        let mut wanted = Vec::new();
        for column in known {
            let name = column.name();
            let is_text = fields.text().any(|field| field == name);
            let is_id = fields.id() == name;
            if is_text && !(is_single(column) && column.get_physical_type() == Physical::BYTE_ARRAY) {
                return Err(wrong(column, "strings"));
            }
            if is_id && !is_single(column) {
                return Err(wrong(column, "strings or numbers"));
            }
            has_text |= is_text;
            if is_text || is_id || fields.keep.iter().any(|field| field == name) {
                wanted.push(column.clone());
            }
        }
        if !has_text {
            let known = known.iter().map(|column| column.name().to_owned()).collect();
            let fields = fields.text().map(str::to_owned).collect();
            return Err(DocumentError::NoColumn { place: place(), fields, known });
        }
        let schema = Type::group_type_builder(schema.name()).with_fields(wanted).build();
        schema.map_err(|error| broken(item, error))
    }

    /// The type of a column, in the words of the format.
    fn kind(column: &Type) -> String {
        if column.is_group() || column.get_basic_info().repetition() == Repetition::REPEATED {
            return "lists or structures".to_owned();
        }
        format!("{} values", column.get_physical_type())
    }

    /// What a row has of the fields that are asked for.
    fn article(row: Row, fields: &Fields) -> Article {
        let mut article = Article::empty(fields);
        for (name, field) in row.get_column_iter() {
            let is_id = fields.id() == name;
            let text = fields.text().position(|field| field == name);
            if is_id || text.is_some() {
                article.set(is_id, text, value(field));
            }
            if let Some(index) = fields.keep.iter().position(|field| field == name) {
                article.kept[index] = field.to_json_value().to_string();
            }
        }
        article
    }

    fn value(field: &Field) -> Value {
        match field {
            Field::Null => Value::Null,
            Field::Str(text) => Value::Text(text.clone()),
            // Strings that are not marked as such: written before there was a mark, or
            // in no Unicode.
            Field::Bytes(bytes) => match decode(bytes.data(), None) {
                Ok(read) => Value::Text(read.text.into_owned()),
                Err(_) => Value::Other,
            },
            Field::Byte(_)
            | Field::Short(_)
            | Field::Int(_)
            | Field::Long(_)
            | Field::UByte(_)
            | Field::UShort(_)
            | Field::UInt(_)
            | Field::ULong(_) => Value::Number(field.to_string()),
            Field::Float16(_) | Field::Float(_) | Field::Double(_) => Value::Other,
            Field::Decimal(_)
            | Field::Date(_)
            | Field::TimeMillis(_)
            | Field::TimeMicros(_)
            | Field::TimestampMillis(_)
            | Field::TimestampMicros(_) => Value::Text(field.to_string()),
            Field::Bool(_) | Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => Value::Other,
        }
    }

    fn document(
        article: Article,
        name: &str,
        row: u64,
        options: &Options,
    ) -> Result<Document, DocumentError> {
        let place = || Place { row: Some(row), cell: true, ..Place::file(name) };
        if article.size() as u64 > options.max_document_size {
            return Err(DocumentError::TooLarge { place: place(), limit: options.max_document_size });
        }
        article.document(&options.fields, place, Some(Encoding::Utf8))
    }

    impl Article {
        /// Bytes of its text.
        fn size(&self) -> usize {
            let text = |value: &Value| if let Value::Text(text) = value { text.len() } else { 0 };
            self.text.iter().map(text).sum()
        }
    }
}

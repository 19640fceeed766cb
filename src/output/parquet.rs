//! Parquet: the columns of all kinds, typed, with roles as a list of structures.

use super::Row;
use super::columns::{COLUMNS, Cell, ColumnKind, cells, word};
use crate::record::Role;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::{self, Write};
use std::mem::take;
use std::sync::Arc;

/// Rows that are written together, and the bytes of text in them: enough to
/// compress well, and little enough to wait in memory.
const GROUP_ROWS: usize = 50_000;
const GROUP_BYTES: u64 = 8_000_000;

/// Writes rows in groups.
pub(super) struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    waiting: Vec<Row>,
    waiting_bytes: u64,
    /// How many fields are kept.
    kept: usize,
}

impl<W: Write + Send> Writer<W> {
    pub fn new(out: W, keep: &[String]) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("trich {}", env!("CARGO_PKG_VERSION")))
            .build();
        let schema = schema(keep).map_err(to_io)?;
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(to_io)?;
        Ok(Writer { file, waiting: Vec::new(), waiting_bytes: 0, kept: keep.len() })
    }

    pub fn write(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            self.waiting_bytes += row.size();
            self.waiting.push(row.clone());
            if self.waiting.len() >= GROUP_ROWS || self.waiting_bytes >= GROUP_BYTES {
                self.write_group()?;
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.write_group()?;
        self.file.into_inner().map_err(to_io)
    }

    fn write_group(&mut self) -> io::Result<()> {
        let rows = take(&mut self.waiting);
        self.waiting_bytes = 0;
        if rows.is_empty() {
            return Ok(());
        }
        let group = self.file.next_row_group().map_err(to_io)?;
        write_columns(group, &rows, self.kept).map_err(to_io)
    }
}

/// What the output says, unless the fault is in the data.
fn to_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        error => io::Error::other(error),
    }
}

fn text(name: &str, repetition: Repetition) -> Result<TypePtr> {
    let text = Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
        .with_repetition(repetition)
        .with_logical_type(Some(LogicalType::String))
        .with_converted_type(ConvertedType::UTF8);
    text.build().map(Arc::new)
}

fn schema(keep: &[String]) -> Result<TypePtr> {
    let mut fields = Vec::new();
    for column in &COLUMNS {
        let repetition = if column.is_required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
        let plain = |kind| {
            Type::primitive_type_builder(column.name, kind).with_repetition(repetition).build().map(Arc::new)
        };
        fields.push(match column.kind {
            ColumnKind::Text => text(column.name, repetition)?,
            ColumnKind::Integer => plain(Physical::INT64)?,
            ColumnKind::Number => plain(Physical::DOUBLE)?,
            ColumnKind::Flag => plain(Physical::BOOLEAN)?,
            ColumnKind::Roles => roles(column.name)?,
        });
    }
    for name in keep {
        fields.push(text(name, Repetition::OPTIONAL)?);
    }
    Type::group_type_builder("record").with_fields(fields).build().map(Arc::new)
}

/// A list as the format wants it: three levels.
fn roles(name: &str) -> Result<TypePtr> {
    let fields = vec![
        text("role", Repetition::REQUIRED)?,
        text("title", Repetition::REQUIRED)?,
        text("organization", Repetition::OPTIONAL)?,
        text("status", Repetition::REQUIRED)?,
    ];
    let element = Type::group_type_builder("element")
        .with_repetition(Repetition::REQUIRED)
        .with_fields(fields)
        .build()?;
    let list = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![Arc::new(element)])
        .build()?;
    let roles = Type::group_type_builder(name)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(Some(LogicalType::List))
        .with_converted_type(ConvertedType::LIST)
        .with_fields(vec![Arc::new(list)]);
    roles.build().map(Arc::new)
}

/// Writes rows column by column.
fn write_columns<W: Write + Send>(
    mut group: SerializedRowGroupWriter<'_, W>,
    rows: &[Row],
    kept: usize,
) -> Result<()> {
    let cells: Vec<_> = rows.iter().map(|row| cells(&row.record)).collect();
    for (index, column) in COLUMNS.iter().enumerate() {
        let cells = cells.iter().map(|cells| &cells[index]);
        let is_optional = !column.is_required;
        match column.kind {
            ColumnKind::Text => {
                let values = cells.map(|cell| match cell {
                    Cell::Text(text) => Some(bytes(text)),
                    _ => None,
                });
                write_flat::<ByteArrayType, W>(&mut group, values, is_optional)?;
            }
            ColumnKind::Integer => {
                let values = cells.map(|cell| match cell {
                    Cell::Integer(number) => Some(*number as i64),
                    _ => None,
                });
                write_flat::<Int64Type, W>(&mut group, values, is_optional)?;
            }
            ColumnKind::Number => {
                let values = cells.map(|cell| match cell {
                    Cell::Number(number) => Some(number.get()),
                    _ => None,
                });
                write_flat::<DoubleType, W>(&mut group, values, is_optional)?;
            }
            ColumnKind::Flag => {
                let values = cells.map(|cell| match cell {
                    Cell::Flag(flag) => Some(*flag),
                    _ => None,
                });
                write_flat::<BoolType, W>(&mut group, values, is_optional)?;
            }
            ColumnKind::Roles => {
                let lists: Vec<_> = cells
                    .map(|cell| match cell {
                        Cell::Roles(roles) => Some(*roles),
                        _ => None,
                    })
                    .collect();
                write_roles(&mut group, &lists, false, |role| Some(bytes(&role.role)))?;
                write_roles(&mut group, &lists, false, |role| Some(bytes(&role.title)))?;
                write_roles(&mut group, &lists, true, |role| role.organization.as_deref().map(bytes))?;
                write_roles(&mut group, &lists, false, |role| Some(bytes(&word(&role.status))))?;
            }
        }
    }
    for index in 0..kept {
        let values = rows.iter().map(|row| row.kept.get(index)?.as_deref().map(bytes));
        write_flat::<ByteArrayType, W>(&mut group, values, true)?;
    }
    group.close().map(|_| ())
}

fn bytes(text: &str) -> ByteArray {
    ByteArray::from(text.as_bytes().to_vec())
}

fn write_flat<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    cells: impl Iterator<Item = Option<T::T>>,
    is_optional: bool,
) -> Result<()> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    write::<T, W>(group, &values, is_optional.then_some(levels.as_slice()), None)
}

/// Writes one field of all roles.
///
/// The levels are those of the format: 0 where there is no list, 1 where it is
/// empty, 2 where there is a role, and 3 where an optional field has a value; 0
/// for the first role of a list, 1 for the next ones.
fn write_roles<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    lists: &[Option<&[Role]>],
    is_optional: bool,
    field: impl Fn(&Role) -> Option<ByteArray>,
) -> Result<()> {
    let (mut values, mut definitions, mut repetitions) = (Vec::new(), Vec::new(), Vec::new());
    for list in lists {
        let roles = list.unwrap_or_default();
        if roles.is_empty() {
            definitions.push(i16::from(list.is_some()));
            repetitions.push(0);
        }
        for (index, role) in roles.iter().enumerate() {
            let value = field(role);
            definitions.push(2 + i16::from(is_optional && value.is_some()));
            repetitions.push(i16::from(index > 0));
            values.extend(value);
        }
    }
    write::<ByteArrayType, W>(group, &values, Some(&definitions), Some(&repetitions))
}

fn write<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    definitions: Option<&[i16]>,
    repetitions: Option<&[i16]>,
) -> Result<()> {
    let mut column =
        group.next_column()?.ok_or_else(|| ParquetError::General("no column left".to_owned()))?;
    column.typed::<T>().write_batch(values, definitions, repetitions)?;
    column.close()
}

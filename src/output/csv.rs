//! CSV and TSV: a header with all fields of all kinds, and a record a row.
//!
//! What is null is empty; roles are JSON in their cell; a line feed or a quote in
//! a cell is quoted as RFC 4180 says.

use super::columns::{COLUMNS, Cell, cells, plain};
use super::{Entry, Format};
use csv::WriterBuilder;

/// Adds the header.
pub(super) fn write_header(format: Format, keep: &[String], out: &mut Vec<u8>) {
    let names = COLUMNS.iter().map(|column| column.name);
    with_writer(format, out, |writer| writer.write_record(names.chain(keep.iter().map(String::as_str))));
}

/// Adds rows.
pub(super) fn write(
    format: Format,
    kept: &[String],
    mut entries: impl Iterator<Item = Entry>,
    out: &mut Vec<u8>,
) {
    let kept: Vec<_> = kept.iter().map(|json| plain(json).unwrap_or_default()).collect();
    with_writer(format, out, |writer| {
        entries.try_for_each(|entry| {
            for cell in cells(&entry.record) {
                match cell {
                    Cell::Text(text) => writer.write_field(&*text)?,
                    cell => writer.write_field(to_text(&cell))?,
                }
            }
            kept.iter().try_for_each(|field| writer.write_field(field))?;
            writer.write_record(None::<&[u8]>)
        })
    });
}

/// A cell as text.
pub(super) fn to_text(cell: &Cell) -> String {
    let json = match cell {
        Cell::Null => return String::new(),
        Cell::Text(text) => return text.to_string(),
        Cell::Integer(number) => return number.to_string(),
        Cell::Flag(flag) => return flag.to_string(),
        Cell::Number(number) => serde_json::to_string(number),
        Cell::Roles(roles) => serde_json::to_string(roles),
    };
    json.expect("it is JSON and memory takes it")
}

fn with_writer(
    format: Format,
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut csv::Writer<&mut Vec<u8>>) -> csv::Result<()>,
) {
    let delimiter = if format == Format::Tsv { b'\t' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(out);
    write(&mut writer).expect("rows have the same fields and memory takes them");
    writer.flush().expect("memory takes it");
}

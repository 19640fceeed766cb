//! A Parquet file of which no page is larger than it may be. A page says itself how
//! large it is, and memory is taken for that before anyone looks whether it is true.

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};
use std::fs::File;
use std::io::BufRead;

/// Bytes that a value of a dictionary takes in memory beside its own.
const VALUE: u64 = 32;

/// A file, and the bytes that a page of it may have.
pub(super) struct Pages {
    pub file: File,
    pub most: u64,
}

impl Length for Pages {
    fn len(&self) -> u64 {
        self.file.len()
    }
}

impl ChunkReader for Pages {
    type T = <File as ChunkReader>::T;

    /// Begins to read at a place, which is where a page begins whenever it is called
    /// for the data of a column.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut reader = self.file.get_read(start)?;
        let Some(Header { bytes, values }) = Header::of(reader.fill_buf()?) else { return Ok(reader) };
        let what = match () {
            _ if bytes > self.most => format!("a page of {bytes} bytes"),
            _ if values.saturating_mul(VALUE) > self.most => format!("a dictionary of {values} values"),
            _ => return Ok(reader),
        };
        Err(ParquetError::General(format!(
            "it has {what}, and pages of more than {} bytes are not read; raise --max-document-size to read it",
            self.most
        )))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let left = self.len().saturating_sub(start);
        if length as u64 > left {
            return Err(ParquetError::EOF(format!("it ends {left} bytes after byte {start}, not {length}")));
        }
        self.file.get_bytes(start, length)
    }
}

/// What the header of a page says, in the compact protocol of Thrift.
#[derive(Debug, PartialEq, Eq)]
struct Header {
    /// The bytes of the page without its compression.
    bytes: u64,
    /// The values in it, if it is a dictionary.
    values: u64,
}

impl Header {
    /// Nothing where there is no header of a page, which others will tell.
    fn of(mut head: &[u8]) -> Option<Self> {
        const STRUCTURE: u8 = 0xc;
        const CHECKSUM: u8 = 4;
        const DICTIONARY: u8 = 7;
        let (_kind, bytes, _compressed) = (next(&mut head)?, next(&mut head)?, next(&mut head)?);
        let before = if next(&mut head).is_some() { CHECKSUM } else { CHECKSUM - 1 };
        let values = match head.split_off_first() {
            Some(field) if field & 0xf == STRUCTURE && before + (field >> 4) == DICTIONARY => {
                next(&mut head)?
            }
            _ => 0,
        };
        Some(Header { bytes, values })
    }
}

/// Takes the next field if it is a 32-bit number. A negative one is as good as a
/// large one.
fn next(head: &mut &[u8]) -> Option<u64> {
    /// The field with the number after the last one.
    const NUMBER: u8 = 0x15;
    let rest = head.strip_prefix(&[NUMBER])?;
    let len = rest.iter().take(5).position(|byte| byte & 0x80 == 0)? + 1;
    let (number, rest) = rest.split_at(len);
    *head = rest;
    let zigzag = number.iter().rev().fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f));
    Some(zigzag.div_ceil(2))
}

#[cfg(test)]
mod tests {
    use super::Header;

    #[test]
    fn a_header_says_how_large_its_page_is() {
        let header = |bytes, values| Some(Header { bytes, values });
        let cases: [(&[u8], Option<Header>); 6] = [
            // A page of 70 bytes with 3 values; the same with a checksum.
            (b"\x15\x00\x15\x8c\x01\x15\x8c\x01\x2c\x15\x06\x15\x00", header(70, 0)),
            (b"\x15\x00\x15\x8c\x01\x15\x8c\x01\x15\x02\x1c\x15\x06\x15\x00", header(70, 0)),
            // A dictionary of 2^31 - 1 values in as many bytes.
            (
                b"\x15\x04\x15\xfe\xff\xff\xff\x0f\x15\x02\x4c\x15\xfe\xff\xff\xff\x0f\x15\x00",
                header(0x7fff_ffff, 0x7fff_ffff),
            ),
            (b"\x15\x04\x15\x02\x15\x02\x15\x02\x3c\x15\x0a", header(1, 5)),
            // The footer; nothing.
            (b"\x15\x02\x19\x2c\x48", None),
            (b"", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(Header::of(bytes), expected, "{bytes:x?}");
        }
    }
}

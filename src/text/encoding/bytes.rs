//! From bytes to characters, before anything is known of the language.

use super::Encoding;
use crate::text::map::Glyph;
use memchr::memchr;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The characters of a document, before any normalization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Characters<'a> {
    /// The text. Bytes that are no Unicode are one character each, the one they
    /// are in Windows-1252.
    pub text: Cow<'a, str>,
    /// The encoding of Unicode that the bytes are in, if they are.
    pub encoding: Option<Encoding>,
}

/// Why bytes are no characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// They are no text at all.
    #[error("no text, it looks like {0}")]
    Binary(String),
    /// They are not in the encoding that they were said to be in, or that their
    /// byte-order mark says.
    #[error("not {} at byte {byte} of the file", .encoding.name().to_ascii_uppercase())]
    Invalid {
        /// The encoding.
        encoding: Encoding,
        /// How many bytes come before the first wrong one.
        byte: usize,
    },
}

const LITTLE_ENDIAN_MARK: &[u8] = b"\xff\xfe";
const BIG_ENDIAN_MARK: &[u8] = b"\xfe\xff";

/// Reads bytes as characters: UTF-8, or UTF-16 where a byte-order mark says so;
/// else each byte as one character. `named` is the encoding that the user knows
/// them to be in.
///
/// Where some lines are UTF-8 and others are not, each is read for itself.
///
/// # Errors
///
/// Where the bytes are a picture, an archive or the like, or not in the encoding
/// of Unicode that they are said to be in.
///
/// ```
/// use trich::text::{Encoding, NotText, characters};
/// let read = |bytes| characters(bytes, None);
/// assert_eq!(read("Hà Nội".as_bytes())?.text, "Hà Nội");
/// assert_eq!(read(b"\xff\xfeH\0\xe0\0")?.text, "\u{feff}Hà");
/// assert_eq!(read(b"H\xb5 N\xe9i")?.text, "Hµ Néi");
/// assert_eq!(read(b"H\xb5 N\xe9i")?.encoding, None);
/// assert_eq!(read(b"\x1f\x8b\x08\0\0\0\0\0"), Err(NotText::Binary("application/gzip".to_owned())));
/// # Ok::<(), NotText>(())
/// ```
pub fn characters(bytes: &[u8], named: Option<Encoding>) -> Result<Characters<'_>, NotText> {
    let (text, encoding) = match Reading::of(bytes, named)? {
        Reading::Utf8(text) => (text.into(), Some(Encoding::Utf8)),
        Reading::Utf16(encoding) => (utf_16(bytes, encoding)?.into(), Some(encoding)),
        Reading::Bytes => (windows_1252(bytes).into(), None),
        Reading::Lines => (by_lines(bytes).into(), None),
    };
    Ok(Characters { text, encoding })
}

/// As [`characters`], in the memory of the bytes wherever that can be. Gives the
/// text and the encoding of Unicode.
pub(crate) fn into_characters(
    bytes: Vec<u8>,
    named: Option<Encoding>,
) -> Result<(String, Option<Encoding>), NotText> {
    Ok(match Reading::of(&bytes, named)? {
        // SAFETY: these are the bytes that were found to be UTF-8. A second look that is no faster
        // than that of the standard library would take longer than all else that is done here.
        Reading::Utf8(_) => (unsafe { String::from_utf8_unchecked(bytes) }, Some(Encoding::Utf8)),
        Reading::Utf16(encoding) => (utf_16(&bytes, encoding)?, Some(encoding)),
        Reading::Bytes => (widen(bytes, |_| false), None),
        Reading::Lines => (widen(bytes, is_utf_8_line), None),
    })
}

/// What bytes are, if they are no text.
pub(crate) fn binary(bytes: &[u8]) -> Option<NotText> {
    match Reading::of(bytes, None) {
        Err(error @ NotText::Binary(_)) => Some(error),
        _ => None,
    }
}

/// How bytes are read as characters.
enum Reading<'a> {
    Utf8(&'a str),
    Utf16(Encoding),
    /// One character a byte.
    Bytes,
    /// Each line by itself, as UTF-8 or a character a byte.
    Lines,
}

impl<'a> Reading<'a> {
    fn of(bytes: &'a [u8], named: Option<Encoding>) -> Result<Self, NotText> {
        let marked = match bytes {
            _ if bytes.starts_with(LITTLE_ENDIAN_MARK) => Some(Encoding::Utf16Le),
            _ if bytes.starts_with(BIG_ENDIAN_MARK) => Some(Encoding::Utf16Be),
            _ => None,
        };
        if let Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be)) = named.or(marked) {
            return Ok(Reading::Utf16(encoding));
        }
        // Validation would be most of the time of reading, were it not for SIMD.
        let valid = simdutf8::compat::from_utf8(bytes);
        if let Some(kind) = binary_kind(bytes, valid.is_ok()) {
            return Err(NotText::Binary(kind));
        }
        match (valid, named) {
            (Ok(text), _) => Ok(Reading::Utf8(text)),
            (Err(error), Some(Encoding::Utf8)) => {
                Err(NotText::Invalid { encoding: Encoding::Utf8, byte: error.valid_up_to() })
            }
            (Err(_), Some(_)) => Ok(Reading::Bytes),
            (Err(_), None) => Ok(Reading::Lines),
        }
    }
}

/// UTF-16 with its byte-order mark, as UTF-8.
fn utf_16(bytes: &[u8], encoding: Encoding) -> Result<String, NotText> {
    let unit = |two: &[u8; 2]| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(*two),
        _ => u16::from_le_bytes(*two),
    };
    let (units, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut byte = 0;
    for c in char::decode_utf16(units.iter().map(unit)) {
        let c = c.map_err(|_| NotText::Invalid { encoding, byte })?;
        byte += 2 * c.len_utf16();
        text.push(c);
    }
    if rest.is_empty() { Ok(text) } else { Err(NotText::Invalid { encoding, byte }) }
}

/// Bytes that become characters at once. Text in an old encoding is a letter
/// outside ASCII every few bytes, where a decoder that looks for runs of ASCII is
/// slow.
const CHUNK: usize = 64;

/// The characters of a chunk, in UTF-8.
struct Written([u8; CHUNK * Glyph::SIZE]);

impl Written {
    fn new() -> Self {
        Written([0; CHUNK * Glyph::SIZE])
    }

    /// One character a byte, of [`CHUNK`] bytes at most.
    fn write(&mut self, bytes: &[u8]) -> &[u8] {
        let glyphs: &[Glyph; 256] = &WINDOWS_1252;
        let mut end = 0;
        for &byte in bytes {
            end += glyphs[usize::from(byte)].write_at(&mut self.0, end);
        }
        &self.0[..end]
    }
}

/// One character a byte.
fn windows_1252(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity(bytes.len() * 4 / 3 + 4);
    let mut written = Written::new();
    bytes.chunks(CHUNK).for_each(|chunk| text.extend_from_slice(written.write(chunk)));
    simdutf8::basic::from_utf8(&text).expect("characters are written whole").to_owned()
}

/// One character a byte but for the lines that are kept, in the same memory.
fn widen(mut bytes: Vec<u8>, is_kept: impl Fn(&[u8]) -> bool) -> String {
    let glyphs: &[Glyph; 256] = &WINDOWS_1252;
    let lines = bytes.split_inclusive(|&b| b == b'\n').filter(|line| !is_kept(line));
    let more: usize = lines.flatten().map(|&byte| glyphs[usize::from(byte)].len() - 1).sum();
    let len = bytes.len();
    bytes.resize(len + more, 0);
    bytes.copy_within(..len, more);
    // What is written never reaches what is still to be read, since no byte
    // becomes less than one.
    let (mut at, mut end) = (more, 0);
    let mut written = Written::new();
    while at < bytes.len() {
        let line = at..memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |len| at + len + 1);
        at = line.end;
        if is_kept(&bytes[line.clone()]) {
            end += line.len();
            bytes.copy_within(line.clone(), end - line.len());
            continue;
        }
        for start in line.clone().step_by(CHUNK) {
            let chunk = written.write(&bytes[start..line.end.min(start + CHUNK)]);
            bytes[end..end + chunk.len()].copy_from_slice(chunk);
            end += chunk.len();
        }
    }
    String::from_utf8(bytes).expect("characters are written whole")
}

/// The character of each byte in Windows-1252.
static WINDOWS_1252: LazyLock<[Glyph; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| {
        let byte = [byte as u8];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
        text.chars().next().map_or(Glyph::of('\0'), Glyph::of)
    })
});

/// UTF-8 where a line is UTF-8, else one character a byte.
fn by_lines(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        match utf_8_line(line) {
            Some(line) => text.push_str(line),
            None => text.push_str(&windows_1252(line)),
        }
    }
    text
}

/// A line beside others that are no UTF-8, if it is UTF-8.
fn utf_8_line(line: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(line).ok().filter(|line| !line.contains(is_accident))
}

fn is_utf_8_line(line: &[u8]) -> bool {
    utf_8_line(line).is_some()
}

/// Whether a character is one that two letters of an old encoding beside each
/// other (`ươ` in VISCII) make in UTF-8: N'Ko, Syriac, Thaana.
fn is_accident(c: char) -> bool {
    matches!(c, '\u{700}'..='\u{7ff}')
}

/// Bytes that are looked at to tell text from other things.
const BEGINNING: usize = 8192;

/// What the bytes are, if they are no text: they hold more control characters
/// than the letters that old encodings have in their places, or a zero where they
/// are no UTF-8 either.
fn binary_kind(bytes: &[u8], is_utf_8: bool) -> Option<String> {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let is_control = |b: u8| (b < 0x20) & !b.wrapping_sub(b'\t').lt(&5);
    let controls = |chunk: &[u8]| chunk.iter().map(|&b| u8::from(is_control(b))).sum::<u8>();
    let is_text = beginning.chunks(255).map(|chunk| usize::from(controls(chunk))).sum::<usize>() * 20
        <= beginning.len();
    if is_text && (is_utf_8 || memchr(0, beginning).is_none()) {
        return None;
    }
    let zeros_at = |odd: usize| beginning.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let kind = match infer::get(bytes) {
        Some(kind) => kind.mime_type(),
        None if zeros_at(1) * 5 > beginning.len() => "UTF-16 without a byte-order mark (utf-16le)",
        None if zeros_at(0) * 5 > beginning.len() => "UTF-16 without a byte-order mark (utf-16be)",
        None => "binary data",
    };
    Some(kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{characters, into_characters};
    use crate::text::Encoding;

    #[test]
    fn bytes_become_the_same_characters_in_their_own_memory() {
        let mixed = [&b"B\xb8o c\xb8o \x80\x85\n"[..], "Báo cáo\n".as_bytes(), &[0xb8; 200], b"\n"].concat();
        let texts: [&[u8]; 5] = [b"", b"\xb8", "Báo".as_bytes(), b"\xff\xfeH\0\xe0\0", &mixed];
        for text in texts {
            for named in [None, Some(Encoding::Tcvn3)] {
                let read = characters(text, named);
                let expected = read.map(|read| (read.text.into_owned(), read.encoding));
                assert_eq!(into_characters(text.to_vec(), named), expected);
            }
        }
    }
}

//! The encodings that Vietnamese text comes in, and how their bytes are read.
//!
//! The bytes of an old encoding and the characters that an export without
//! knowledge of the font makes of them (`B¸o c¸o`) are one thing here: every byte
//! is first read as the character that it is in Windows-1252, one for one, and
//! the old encoding is undone on characters, whichever way they came.

mod bytes;
mod decode;
mod detect;
mod tables;

use std::fmt;
use std::str::FromStr;

pub use bytes::{Characters, NotText, characters};
pub(crate) use bytes::{binary, into_characters};
pub(super) use decode::decode;
pub(crate) use detect::has_old_encoding;
pub(super) use detect::{MARGIN, detect};

/// An encoding of Vietnamese text.
///
/// ```
/// use trich::text::Encoding;
/// assert_eq!("TCVN3".parse(), Ok(Encoding::Tcvn3));
/// assert_eq!(Encoding::Windows1258.to_string(), "windows-1258");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without byte-order mark.
    Utf8,
    /// UTF-16 with the low byte first.
    Utf16Le,
    /// UTF-16 with the high byte first.
    Utf16Be,
    /// The code page of Windows, with combining tone marks.
    Windows1258,
    /// TCVN 5712:1993, the encoding of the ABC fonts (`.VnTime`).
    Tcvn3,
    /// The encoding of the VNI fonts for Windows (`VNI-Times`), two characters for
    /// a marked vowel.
    Vni,
    /// RFC 1456.
    Viscii,
    /// The encoding of the Vietnamese Professionals Society (`VPS Times`).
    Vps,
}

impl Encoding {
    /// All encodings.
    pub const ALL: [Encoding; 8] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows1258,
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Vps,
    ];

    /// Those from before Unicode, which text can be in that passes for Unicode.
    pub(super) const OLD: [Encoding; 5] =
        [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Windows1258];

    /// Whether the encoding is from before Unicode.
    pub(super) fn is_old(self) -> bool {
        Encoding::OLD.contains(&self)
    }

    /// The name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1258 => "windows-1258",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Vni => "vni",
            Encoding::Viscii => "viscii",
            Encoding::Vps => "vps",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that no encoding has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no encoding `{name}`; there are {}", Encoding::ALL.map(Encoding::name).join(", "))]
pub struct UnknownEncoding {
    name: String,
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// Finds the encoding of a name, in any case.
    ///
    /// # Errors
    ///
    /// Where no encoding has this name; the message says which there are.
    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        let named = |encoding: &Encoding| encoding.name().eq_ignore_ascii_case(name);
        Encoding::ALL.into_iter().find(named).ok_or_else(|| UnknownEncoding { name: name.to_owned() })
    }
}

//! Which letter each byte of an old encoding stands for.
//!
//! | encoding | source |
//! |---|---|
//! | TCVN3 | TCVN 5712:1993, table VN1, of which the ABC fonts have the lower half |
//! | VISCII | RFC 1456 |
//! | VPS | the font encoding of the Vietnamese Professionals Society, `x-viet-vps` |
//! | VNI | VNI Software, the font encoding of VNI for Windows |
//! | Windows-1258 | the WHATWG Encoding Standard, by `encoding_rs` |
//!
//! TCVN3 and VISCII are the same in the charmaps `TCVN5712-1` and `VISCII` of the GNU C
//! library; VNI, the small letters of TCVN3 and VPS, and all capitals of VISCII and VPS
//! but those in the places of control characters, in the keyboard UniKey. No second
//! source was found for these 14 capitals of VPS; UniKey writes small letters for them.
//!
//! In VNI and Windows-1258 some bytes are marks on the letter before them.

use super::Encoding;
use crate::text::letters::{Hat, Letter};
use crate::text::map::Glyph;
use std::sync::LazyLock;

/// What one byte means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// What it means in Windows-1252: no Vietnamese letter, or the same one.
    Same,
    /// A letter.
    Letter(char),
    /// A mark on the letter before: the hat that it puts on it, if any, and the
    /// tone from 1 to 5, or 0 for none.
    Mark { hat: Option<Hat>, tone: u8 },
}

/// What each byte of an encoding means.
type Codes = [Code; 256];

/// What each byte of an encoding means, and how it is written.
pub(super) struct Table {
    pub codes: Codes,
    pub quick: [Quick; 256],
    /// For each mark, what it makes of the letter of the byte before it; the first
    /// row is that of no mark.
    pub marked: Vec<[Glyph; 256]>,
}

/// What to write for the character U+0000 to U+00FF of a byte.
#[derive(Clone, Copy)]
pub(super) struct Quick {
    /// What it means.
    pub glyph: Glyph,
    pub care: Care,
    /// Its row in [`Table::marked`].
    pub mark: u8,
}

/// Whether a character can be read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Always.
    None,
    /// It may be meant as a capital, but not beside a small letter of ASCII.
    Capital,
    /// It is a sign of Windows too.
    Full,
}

impl Table {
    fn of(encoding: Encoding, codes: Codes) -> Self {
        let mut marks = vec![(None, 0)];
        let quick = std::array::from_fn(|byte| {
            let same = char::from(byte as u8);
            let (meant, care) = match codes[byte] {
                Code::Letter(letter) if is_ambiguous(same) => (letter, Care::Full),
                Code::Letter(letter) if has_no_capital(encoding, letter) => (letter, Care::Capital),
                Code::Letter(letter) => (letter, Care::None),
                Code::Mark { .. } | Code::Same => (same, Care::None),
            };
            let mut mark = 0;
            if let Code::Mark { hat, tone } = codes[byte] {
                mark = marks.iter().position(|mark| *mark == (hat, tone)).unwrap_or(marks.len());
                if mark == marks.len() {
                    marks.push((hat, tone));
                }
            }
            Quick { glyph: Glyph::of(meant), care, mark: mark as u8 }
        });
        let marked_by = |&(hat, tone): &(Option<Hat>, u8)| {
            std::array::from_fn(|byte| match codes[byte] {
                _ if (hat, tone) == (None, 0) => Glyph::NONE,
                Code::Letter(letter) => with_marks(letter, hat, tone).unwrap_or(Glyph::NONE),
                Code::Same => with_marks(char::from(byte as u8), hat, tone).unwrap_or(Glyph::NONE),
                Code::Mark { .. } => Glyph::NONE,
            })
        };
        Table { codes, quick, marked: marks.iter().map(marked_by).collect() }
    }
}

/// The letter with a hat and a tone on it; 0 is no tone.
pub(super) fn with_marks(letter: char, hat: Option<Hat>, tone: u8) -> Option<Glyph> {
    let mut letter = Letter::of(letter)?;
    if let Some(hat) = hat {
        letter = letter.with_hat(hat)?;
    }
    if tone != 0 {
        letter = letter.with_tone(tone)?;
    }
    Some(Glyph::of(letter.to_char()))
}

/// Whether a character is a quotation mark, a dash, a bullet, an ellipsis or a
/// no-break space in Windows, and a capital in some old encoding.
pub(super) fn is_ambiguous(c: char) -> bool {
    matches!(byte(c), Some(0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xa0))
}

/// Whether a letter can be meant as a capital: the ABC fonts have no capitals with
/// a tone, but second fonts (`.VnTimeH`) that draw the small letters as capitals;
/// and keyboards put small letters for the capitals of VISCII and VPS that are in
/// the places of control characters.
pub(super) fn has_no_capital(encoding: Encoding, letter: char) -> bool {
    match encoding {
        Encoding::Tcvn3 => letter.is_lowercase(),
        Encoding::Viscii => "ẳẵẫõỷỹỵ".contains(letter),
        Encoding::Vps => "ạặẫậẹệịọộợụữựỵ".contains(letter),
        _ => false,
    }
}

/// The table of an old encoding; for the others one that changes nothing.
pub(super) fn table(encoding: Encoding) -> &'static Table {
    match encoding {
        Encoding::Tcvn3 => &TCVN3,
        Encoding::Viscii => &VISCII,
        Encoding::Vps => &VPS,
        Encoding::Vni => &VNI,
        Encoding::Windows1258 => &WINDOWS_1258,
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => &UNICODE,
    }
}

static UNICODE: LazyLock<Table> = LazyLock::new(|| Table::of(Encoding::Utf8, SAME));

const SAME: Codes = [Code::Same; 256];

static TCVN3: LazyLock<Table> = LazyLock::new(|| {
    let upper_half = [
        "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ", // 80
        "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ", // 90
        "·ĂÂÊÔƠƯĐăâêôơưđẰ", // A0
        "·····àảãáạẲằẳẵắẴ", // B0
        "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ", // C0
        "éẹềểễếệìỉỄẾỒĩíịò", // D0
        "Ổỏõóọồổỗốộờởỡớợù", // E0
        "ỖủũúụừửữứựỳỷỹýỵỐ", // F0
    ];
    Table::of(Encoding::Tcvn3, letters(upper_half, &[(0x01, "ÚỤ"), (0x04, "ỪỬỮ"), (0x11, "ỨỰỲỶỸÝỴ")]))
});

static VISCII: LazyLock<Table> = LazyLock::new(|| {
    let upper_half = [
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ", // 80
        "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ", // 90
        "Õắằặấầẩậẽẹếềểễệố", // A0
        "ồổỗỠƠộờởịỰỨỪỬơớƯ", // B0
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ", // C0
        "ĐứÒÓÔạỷừửÙÚỹỵÝỡư", // D0
        "àáâãảăữẫèéêẻìíĩỉ", // E0
        "đựòóôõỏọụùúũủýợỮ", // F0
    ];
    Table::of(
        Encoding::Viscii,
        letters(upper_half, &[(0x02, "Ẳ"), (0x05, "ẴẪ"), (0x14, "Ỷ"), (0x19, "Ỹ"), (0x1e, "Ỵ")]),
    )
});

static VPS: LazyLock<Table> = LazyLock::new(|| {
    let upper_half = [
        "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ", // 80
        "Ế··ỀỂỄỐỒỔỖýỷỵỚỜỞ", // 90
        "·ắằẳẵặỠớÙờởỡŨỨợỪ", // A0
        "ổỬỲỸÍÌộỈĨÓửữÒỎÕự", // B0
        "ầÁÂấẩẫậđẻÉÊẹỉễịỹ", // C0
        "ƯỦồốÔỏơÈừứÚũưÝẺ·", // D0
        "àáâãảạă·èéêẽìí·ĩ", // E0
        "ẴĐòóôõ·Ơụùúủ·ỶẼỳ", // F0
    ];
    Table::of(
        Encoding::Vps,
        letters(upper_half, &[(0x02, "ẠẬẶẸỆ"), (0x10, "ỊỌỘỢỤỰ"), (0x19, "Ỵ"), (0x1c, "ẪỮ")]),
    )
});

/// A table with the letters of the bytes from 0x80 in rows of sixteen, `·` where
/// there is none, and those at the places of control characters.
fn letters(upper_half: [&str; 8], controls: &[(usize, &str)]) -> Codes {
    let mut table = SAME;
    let rows = upper_half.iter().enumerate().map(|(row, letters)| (0x80 + 16 * row, letters));
    for (first, letters) in rows.chain(controls.iter().map(|(first, letters)| (*first, letters))) {
        for (code, letter) in (first..).zip(letters.chars()) {
            if letter != '·' {
                table[code] = Code::Letter(letter);
            }
        }
    }
    table
}

static VNI: LazyLock<Table> = LazyLock::new(|| {
    let mut table = SAME;
    for (letter, character) in [
        "đñ", "ơô", "ưö", "íí", "ìì", "ỉæ", "ĩó", "ịò", "ỵî", "ĐÑ", "ƠÔ", "ƯÖ", "ÍÍ", "ÌÌ", "ỈÆ", "ĨÓ", "ỊÒ",
        "ỴÎ",
    ]
    .iter()
    .map(|pair| (pair.chars().next(), pair.chars().nth(1)))
    .filter_map(|(letter, character)| letter.zip(character))
    {
        table[character as usize] = Code::Letter(letter);
    }
    // No tone, huyền, sắc, hỏi, ngã, nặng. A mark has the case of its letter, or
    // the lower one.
    for (hat, marks) in [(None, " øùûõï"), (Some(Hat::Breve), "êèéúüë"), (Some(Hat::Circumflex), "âàáåãä")]
    {
        for (tone, mark) in (0..).zip(marks.chars()).filter(|&(_, mark)| mark != ' ') {
            table[mark as usize] = Code::Mark { hat, tone };
            table[mark as usize - 0x20] = Code::Mark { hat, tone };
        }
    }
    Table::of(Encoding::Vni, table)
});

static WINDOWS_1258: LazyLock<Table> = LazyLock::new(|| {
    let mut table = SAME;
    for byte in 0x80..=0xff_u8 {
        let bytes = [byte];
        let decode = |encoding: &'static encoding_rs::Encoding| {
            encoding.decode_without_bom_handling(&bytes).0.chars().next()
        };
        let (character, same) = (decode(encoding_rs::WINDOWS_1258), decode(encoding_rs::WINDOWS_1252));
        table[usize::from(byte)] = match character {
            Some('\u{300}') => Code::Mark { hat: None, tone: 1 },
            Some('\u{301}') => Code::Mark { hat: None, tone: 2 },
            Some('\u{309}') => Code::Mark { hat: None, tone: 3 },
            Some('\u{303}') => Code::Mark { hat: None, tone: 4 },
            Some('\u{323}') => Code::Mark { hat: None, tone: 5 },
            Some(letter) if character != same => Code::Letter(letter),
            _ => Code::Same,
        };
    }
    Table::of(Encoding::Windows1258, table)
});

/// The byte that a character is in Windows-1252, where the five bytes without
/// meaning are the control characters of the same number.
#[inline]
pub(super) fn byte(c: char) -> Option<u8> {
    let byte = match c {
        '\0'..='\u{ff}' => c as u8,
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8a,
        '‹' => 0x8b,
        'Œ' => 0x8c,
        'Ž' => 0x8e,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9a,
        '›' => 0x9b,
        'œ' => 0x9c,
        'ž' => 0x9e,
        'Ÿ' => 0x9f,
        _ => return None,
    };
    Some(byte)
}

#[cfg(test)]
mod tests {
    use super::byte;

    #[test]
    fn a_byte_and_its_character_lead_to_each_other() {
        for expected in 0..=255_u8 {
            let bytes = [expected];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            assert_eq!(byte(text.chars().next().unwrap()), Some(expected));
        }
    }
}

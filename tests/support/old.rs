//! Text as it was written before Unicode: an encoder for the tests, with tables by
//! letter, where the product has tables by byte.

use trich::text::Encoding;
use unicode_normalization::UnicodeNormalization;

/// The old encodings.
pub const OLD: [Encoding; 5] =
    [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Windows1258];

/// The letters that carry marks, in lower case.
pub const LETTERS: &str = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ";

/// The bytes of [`LETTERS`] in an encoding with a byte for each, then those of the
/// capitals.
fn codes(encoding: Encoding) -> Option<[&'static str; 2]> {
    match encoding {
        Encoding::Tcvn3 => Some([
            "b8 b5 b6 b7 b9  a8 be bb bc bd c6  a9 ca c7 c8 c9 cb  ae  d0 cc ce cf d1  aa d5 d2 d3 d4 d6  \
             dd d7 d8 dc de  e3 df e1 e2 e4  ab e8 e5 e6 e7 e9  ac ed ea eb ec ee  f3 ef f1 f2 f4  \
             ad f8 f5 f6 f7 f9  fd fa fb fc fe",
            "83 80 81 82 84  a1 c0 af ba bf 85  a2 c4 c1 c2 c3 86  a7  8a 87 88 89 8b  a3 da c5 cd d9 8c  \
             90 8d 8e 8f 91  95 92 93 94 96  a4 ff db e0 f0 97  a5 9b 98 99 9a 9c  01 9d 9e 9f 02  \
             a6 11 04 05 06 12  16 13 14 15 17",
        ]),
        Encoding::Viscii => Some([
            "e1 e0 e4 e3 d5  e5 a1 a2 c6 c7 a3  e2 a4 a5 a6 e7 a7  f0  e9 e8 eb a8 a9  ea aa ab ac ad ae  \
             ed ec ef ee b8  f3 f2 f6 f5 f7  f4 af b0 b1 b2 b5  bd be b6 b7 de fe  fa f9 fc fb f8  \
             df d1 d7 d8 e6 f1  fd cf d6 db dc",
            "c1 c0 c4 c3 80  c5 81 82 02 05 83  c2 84 85 86 06 87  d0  c9 c8 cb 88 89  ca 8a 8b 8c 8d 8e  \
             cd cc 9b ce 98  d3 d2 99 a0 9a  d4 8f 90 91 92 93  b4 95 96 97 b3 94  da d9 9c 9d 9e  \
             bf ba bb bc ff b9  dd 9f 14 19 1e",
        ]),
        Encoding::Vps => Some([
            "e1 e0 e4 e3 e5  e6 a1 a2 a3 a4 a5  e2 c3 c0 c4 c5 c6  c7  e9 e8 c8 eb cb  ea 89 8a 8b cd 8c  \
             ed ec cc ef ce  f3 f2 d5 f5 86  f4 d3 d2 b0 87 b6  d6 a7 a9 aa ab ae  fa f9 fb db f8  \
             dc d9 d8 ba bb bf  9a ff 9b cf 9c",
            "c1 80 81 82 02  88 8d 8e 8f f0 04  c2 83 84 85 1c 03  f1  c9 d7 de fe 05  ca 90 93 94 95 06  \
             b4 b5 b7 b8 10  b9 bc bd be 11  d4 96 97 98 99 12  f7 9d 9e 9f a6 13  da a8 d1 ac 14  \
             d0 ad af b1 1d 15  dd b2 fd b3 19",
        ]),
        _ => None,
    }
}

/// How VNI writes [`LETTERS`]; a capital is the same in capitals.
const VNI: &str = "aù aø aû aõ aï  aê aé aè aú aü aë  aâ aá aà aå aã aä  ñ  eù eø eû eõ eï  eâ eá eà eå eã eä  \
    í ì æ ó ò  où oø oû oõ oï  oâ oá oà oå oã oä  ô ôù ôø ôû ôõ ôï  uù uø uû uõ uï  ö öù öø öû öõ öï  \
    yù yø yû yõ î";

/// The letters of Windows-1258 that Windows-1252 does not have there, and its marks.
const WINDOWS_1258: [(char, u8); 13] = [
    ('Ă', 0xc3),
    ('ă', 0xe3),
    ('Đ', 0xd0),
    ('đ', 0xf0),
    ('Ơ', 0xd5),
    ('ơ', 0xf5),
    ('Ư', 0xdd),
    ('ư', 0xfd),
    ('\u{300}', 0xcc),
    ('\u{301}', 0xec),
    ('\u{303}', 0xde),
    ('\u{309}', 0xd2),
    ('\u{323}', 0xf2),
];

/// The text in the bytes of an old encoding; `None` for a character that it has
/// not.
pub fn bytes(encoding: Encoding, text: &str) -> Vec<Option<Vec<u8>>> {
    text.chars().map(|c| byte_of(encoding, c)).collect()
}

fn byte_of(encoding: Encoding, c: char) -> Option<Vec<u8>> {
    if c.is_ascii() {
        return Some(vec![c as u8]);
    }
    if let Some(place) = LETTERS.chars().position(|letter| letter == c || upper(letter) == c) {
        let case = usize::from(c.is_uppercase());
        if let Some(codes) = codes(encoding) {
            let code = codes[case].split_whitespace().nth(place)?;
            return Some(vec![u8::from_str_radix(code, 16).unwrap()]);
        }
        if encoding == Encoding::Vni {
            let written = VNI.split_whitespace().nth(place)?;
            let written = if case == 1 { written.to_uppercase() } else { written.to_owned() };
            return Some(written.chars().map(|c| c as u8).collect());
        }
        let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        let base: String = c.nfd().filter(|c| !tones.contains(c)).nfc().collect();
        return Some(base.chars().chain(c.nfd().filter(|c| tones.contains(c))).map(windows_1258).collect());
    }
    let mut buffer = [0; 4];
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    let has_marks = codes(encoding).is_none() || encoding == Encoding::Tcvn3;
    // The ABC fonts have letters where Windows has most signs.
    let is_mark = matches!(bytes[0], 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xb0 | 0xb2);
    (!lossy && has_marks && is_mark).then(|| bytes.to_vec())
}

fn upper(letter: char) -> char {
    letter.to_uppercase().next().unwrap()
}

fn windows_1258(c: char) -> u8 {
    let own = WINDOWS_1258.iter().find(|(own, _)| *own == c);
    own.map_or_else(|| u8::try_from(u32::from(c)).unwrap(), |&(_, byte)| byte)
}

/// A text that the encoding can hold: other characters become what people wrote
/// in their place.
pub fn plain(encoding: Encoding, text: &str) -> String {
    text.chars()
        .map(|c| match c {
            _ if byte_of(encoding, c).is_some() => c.to_string(),
            '“' | '”' => "\"".to_owned(),
            '‘' | '’' => "'".to_owned(),
            '–' | '—' => "-".to_owned(),
            '…' => "...".to_owned(),
            _ => "?".to_owned(),
        })
        .collect()
}

/// The bytes of a text that the encoding can hold.
pub fn encode(encoding: Encoding, text: &str) -> Vec<u8> {
    bytes(encoding, &plain(encoding, text)).into_iter().flatten().flatten().collect()
}

/// What an export that knows nothing of fonts makes of the bytes.
pub fn unaware(encoding: Encoding, text: &str) -> String {
    let bytes = encode(encoding, text);
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
}

//! The letters of the Vietnamese alphabet that carry marks, taken apart.

/// A letter without case and tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The lower-case letter without its tone mark: `ă` for `Ắ`.
    pub base: char,
    /// The tone: 0 for none, then huyền, sắc, hỏi, ngã, nặng from 1 to 5.
    pub tone: u8,
    pub is_upper: bool,
}

impl Letter {
    /// Takes apart a letter of the Vietnamese alphabet, with or without marks.
    pub fn of(c: char) -> Option<Self> {
        if c.is_ascii_alphabetic() {
            return Some(Letter { base: c.to_ascii_lowercase(), tone: 0, is_upper: c.is_ascii_uppercase() });
        }
        marked_letter(c)
    }

    /// Whether a letter without case and tone is a vowel.
    pub fn is_vowel(base: char) -> bool {
        row(base).is_some()
    }

    /// The letter with a hat on it; `None` where Vietnamese has no such letter, or
    /// where it wears one already.
    pub(super) fn with_hat(self, hat: Hat) -> Option<Self> {
        let base = match (hat, self.base) {
            (Hat::Breve, 'a') => 'ă',
            (Hat::Circumflex, 'a') => 'â',
            (Hat::Circumflex, 'e') => 'ê',
            (Hat::Circumflex, 'o') => 'ô',
            (Hat::Horn, 'o') => 'ơ',
            (Hat::Horn, 'u') => 'ư',
            _ => return None,
        };
        Some(Letter { base, ..self })
    }

    /// The letter with a combining mark after it, where the two are one character
    /// of the alphabet in NFC.
    pub fn with_combining(self, mark: char) -> Option<Self> {
        match mark {
            '\u{300}' => self.with_tone(1),
            '\u{301}' => self.with_tone(2),
            '\u{309}' => self.with_tone(3),
            '\u{303}' => self.with_tone(4),
            '\u{323}' => self.with_tone(5),
            '\u{31b}' => self.with_hat(Hat::Horn),
            // On top of another mark above they would be a mark on that mark.
            '\u{302}' if matches!(self.tone, 0 | 5) => self.with_hat(Hat::Circumflex),
            '\u{306}' if matches!(self.tone, 0 | 5) => self.with_hat(Hat::Breve),
            _ => None,
        }
    }

    /// The letter with a tone; `None` where it is no vowel, or has one already.
    pub fn with_tone(self, tone: u8) -> Option<Self> {
        (self.tone == 0 && row(self.base).is_some()).then_some(Letter { tone, ..self })
    }

    /// The character.
    pub fn to_char(self) -> char {
        match row(self.base) {
            Some(row) => VOWELS[row][usize::from(self.tone) + if self.is_upper { 6 } else { 0 }],
            None if !self.is_upper => self.base,
            None if self.base == 'đ' => 'Đ',
            None => self.base.to_ascii_uppercase(),
        }
    }
}

/// What makes another vowel of a vowel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hat {
    /// `a` to `ă`.
    Breve,
    /// `a`, `e`, `o` to `â`, `ê`, `ô`.
    Circumflex,
    /// `o`, `u` to `ơ`, `ư`.
    Horn,
}

/// The row of a vowel without tone in [`VOWELS`].
fn row(base: char) -> Option<usize> {
    let row = match base {
        'a' => 0,
        'ă' => 1,
        'â' => 2,
        'e' => 3,
        'ê' => 4,
        'i' => 5,
        'o' => 6,
        'ô' => 7,
        'ơ' => 8,
        'u' => 9,
        'ư' => 10,
        'y' => 11,
        _ => return None,
    };
    Some(row)
}

/// Takes apart a letter outside ASCII; `None` for what is no Vietnamese letter.
pub(crate) const fn marked_letter(c: char) -> Option<Letter> {
    let code = c as usize;
    let letter = if code >= LATIN && code < LATIN + LATIN_LETTERS.len() {
        LATIN_LETTERS[code - LATIN]
    } else if code >= ADDITIONAL && code < ADDITIONAL + ADDITIONAL_LETTERS.len() {
        ADDITIONAL_LETTERS[code - ADDITIONAL]
    } else {
        NONE
    };
    if letter.base != NONE.base { Some(letter) } else { None }
}

/// Whether a character is a letter or digit; first asked of the letters of Vietnamese and of
/// the signs of General Punctuation, for which the tables of Unicode are slow.
pub(crate) fn is_of_word(c: char) -> bool {
    marked_letter(c).is_some() || !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric()
}

/// A row a vowel: plain, huyền, sắc, hỏi, ngã, nặng, first lower then upper case.
const VOWELS: [[char; 12]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ', 'A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ', 'Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ', 'Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ', 'E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ', 'Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị', 'I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ', 'O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ', 'Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ', 'Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ', 'U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự', 'Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ', 'Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

const NONE: Letter = Letter { base: '\0', tone: 0, is_upper: false };

/// Latin-1 Supplement to Latin Extended-B, from `À` to `ư`.
const LATIN: usize = 'À' as usize;
static LATIN_LETTERS: [Letter; 'ư' as usize - LATIN + 1] = letters_from(LATIN);

/// Latin Extended Additional, from `Ạ` to `ỹ`.
const ADDITIONAL: usize = 'Ạ' as usize;
static ADDITIONAL_LETTERS: [Letter; 'ỹ' as usize - ADDITIONAL + 1] = letters_from(ADDITIONAL);

/// The letters of the code points from `first`, each at its place in the block.
const fn letters_from<const N: usize>(first: usize) -> [Letter; N] {
    let mut block = [NONE; N];
    let mut row = 0;
    while row < VOWELS.len() {
        let mut column = 0;
        while column < VOWELS[row].len() {
            let code = VOWELS[row][column] as usize;
            if code >= first && code < first + N {
                block[code - first] =
                    Letter { base: VOWELS[row][0], tone: (column % 6) as u8, is_upper: column >= 6 };
            }
            column += 1;
        }
        row += 1;
    }
    if first == LATIN {
        block['đ' as usize - first] = Letter { base: 'đ', tone: 0, is_upper: false };
        block['Đ' as usize - first] = Letter { base: 'đ', tone: 0, is_upper: true };
    }
    block
}

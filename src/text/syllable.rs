//! Which strings of letters can be a Vietnamese syllable.
//!
//! The rules are those of the standard descriptions of Vietnamese phonology (Đoàn
//! Thiện Thuật, *Ngữ âm tiếng Việt*, 1977; Laurence C. Thompson, *A Vietnamese
//! Reference Grammar*, 1965) in the spelling of today: a syllable is an onset, a
//! nucleus with or without a glide before it, a coda, and a tone. There is no
//! word list behind them, so a syllable that no word uses yet is one too.

use super::letters::Letter;
use std::sync::LazyLock;

/// Whether `word` is spelled like one Vietnamese syllable, in any case and with
/// the tone mark on any of its vowels. `word` must be in NFC.
///
/// ```
/// use trich::text::is_syllable;
/// assert!(is_syllable("Nguyễn") && is_syllable("TUẤN"));
/// assert!(is_syllable("Quý") && is_syllable("Qúy"));
/// assert!(!is_syllable("Trump") && !is_syllable("Park"));
/// assert!(!is_syllable("cat"), "a syllable that ends in a stop has sắc or nặng");
/// ```
pub fn is_syllable(word: &str) -> bool {
    are_syllable(word.chars().map(Letter::of))
}

/// Whether these letters are one syllable; `None` is a character that is no letter.
pub(super) fn are_syllable(letters: impl Iterator<Item = Option<Letter>>) -> bool {
    let mut buffer = [0; LONGEST];
    let mut len = 0;
    let mut tone = 0;
    for letter in letters {
        let Some(letter) = letter.filter(|_| len < LONGEST) else { return false };
        if letter.tone != 0 {
            if tone != 0 {
                return false;
            }
            tone = letter.tone;
        }
        buffer[len] = code(letter.base);
        len += 1;
    }
    let letters = &buffer[..len];
    let stopped = matches!(letters, [.., b'c' | b'p' | b't'] | [.., b'c', b'h']);
    (!stopped || matches!(tone, 2 | 5)) && is_spelled(letters)
}

/// Letters of the longest syllable, `nghiêng`.
pub(super) const LONGEST: usize = 7;

/// One byte for a base letter: the low byte of its code point is enough to tell
/// the letters of the alphabet apart.
fn code(base: char) -> u8 {
    base as u32 as u8
}

const DD: u8 = 'đ' as u32 as u8;
const E_CIRCUMFLEX: u8 = 'ê' as u32 as u8;
const O_CIRCUMFLEX: u8 = 'ô' as u32 as u8;

/// How many of the letters of a syllable, without case and tone, are its onset.
pub(super) fn onset_len(letters: &[char]) -> usize {
    match letters {
        ['q', 'u', ..] => 2,
        // The `i` of `gi` is part of the onset only where a vowel follows.
        ['g', 'i', next, ..] if is_vowel(code(*next)) => 2,
        _ => letters.iter().take_while(|letter| !is_vowel(code(**letter))).count(),
    }
}

/// Whether `letters`, without tone, are an onset and a rime that go together.
fn is_spelled(letters: &[u8]) -> bool {
    let onset = match letters {
        [b'q', b'u', ..] => 2,
        // The `i` of `gi` is part of the onset only where a vowel follows.
        [b'g', b'i', next, ..] if is_vowel(*next) => 2,
        _ => letters.iter().take_while(|letter| !is_vowel(**letter)).count(),
    };
    let (onset, rime) = letters.split_at(onset);
    let Some(&first) = rime.first() else { return false };
    let front = matches!(first, b'e' | E_CIRCUMFLEX | b'i' | b'y');
    match onset {
        // The glide is in the `u`, so no rime with a glide of its own.
        b"qu" => match rime {
            [O_CIRCUMFLEX, b'c'] => true,
            [b'o' | O_CIRCUMFLEX | b'u' | U_HORN, ..] => false,
            [b'i', E_CIRCUMFLEX, ..] => false,
            _ => is_rime(rime),
        },
        // `giếng` is gi + iêng, with one `i` written for two.
        b"gi" => is_rime(rime) || (first == E_CIRCUMFLEX && is_rime(&letters[1..])),
        b"" if matches!(rime, [b'i', E_CIRCUMFLEX, ..]) => false,
        b"" if matches!(rime, [b'y', E_CIRCUMFLEX, ..]) => is_rime(rime),
        _ if matches!(rime, [b'y', _, ..]) => false,
        b"" => is_rime(rime),
        b"k" | b"gh" | b"ngh" => front && is_rime(rime),
        b"g" if first == b'i' => is_rime(rime),
        b"c" | b"g" | b"ng" => !front && is_rime(rime),
        b"b"
        | b"ch"
        | b"d"
        | [DD]
        | b"h"
        | b"kh"
        | b"l"
        | b"m"
        | b"n"
        | b"nh"
        | b"p"
        | b"ph"
        | b"r"
        | b"s"
        | b"t"
        | b"th"
        | b"tr"
        | b"v"
        | b"x" => is_rime(rime),
        _ => false,
    }
}

const U_HORN: u8 = 'ư' as u32 as u8;

fn is_vowel(letter: u8) -> bool {
    const MARKED: [u8; 6] =
        ['ă' as u32 as u8, 'â' as u32 as u8, E_CIRCUMFLEX, O_CIRCUMFLEX, 'ơ' as u32 as u8, U_HORN];
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') || MARKED.contains(&letter)
}

fn is_rime(letters: &[u8]) -> bool {
    letters.len() <= 4 && RIMES.binary_search(&pack(letters.iter().copied())).is_ok()
}

/// The letters of a rime, four at most, in one number.
fn pack(letters: impl Iterator<Item = u8>) -> u32 {
    letters.fold(0, |packed, letter| packed << 8 | u32::from(letter))
}

/// Each nucleus, with the glide before it, and the codas that it takes (`-` for
/// none). Glides at the end (`i`, `y`, `o`, `u`) count as codas.
const NUCLEI: [(&str, &str); 28] = [
    ("a", "- c ch i m n ng nh o p t u y"),
    ("ă", "c m n ng p t"),
    ("â", "c m n ng p t u y"),
    ("e", "- c m n ng o p t"),
    ("ê", "- ch m n nh p t u"),
    ("i", "- ch m n nh p t u"),
    ("ia", "-"),
    ("iê", "c m n ng p t u"),
    ("o", "- c i m n ng p t"),
    ("oa", "- c ch i m n ng nh o p t y"),
    ("oă", "c m n ng t"),
    ("oe", "- n o t"),
    ("oo", "c ng"),
    ("ô", "- c i m n ng p t"),
    ("ơ", "- i m n p t"),
    ("u", "- c i m n ng p t"),
    ("ua", "-"),
    ("uâ", "n ng t y"),
    ("uê", "- ch n nh u"),
    ("uô", "c i m n ng p t"),
    ("uơ", "-"),
    ("uy", "- ch n nh p t u"),
    ("uya", "-"),
    ("uyê", "n t"),
    ("ư", "- c i m ng t u"),
    ("ưa", "-"),
    ("ươ", "c i m n ng p t u"),
    ("yê", "m n ng t u"),
];

/// After `qu` the glide is written already, so `quỳnh` ends in these.
const Y_RIMES: &str = "y ych yn ynh yt yu";

/// All rimes, packed and sorted.
static RIMES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut rimes: Vec<u32> = Vec::new();
    for (nucleus, codas) in NUCLEI {
        for coda in codas.split(' ') {
            rimes.push(pack(nucleus.chars().chain(coda.chars().filter(|&c| c != '-')).map(code)));
        }
    }
    rimes.extend(Y_RIMES.split(' ').map(|rime| pack(rime.bytes())));
    rimes.sort_unstable();
    rimes
});

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_are_told_from_foreign_words() {
        let syllables = "a à y ý ỷ ơi ủy uỷ yên yêu yểu ỉa im ở oanh uyên uỵch ưu \
            Nguyễn Tuấn Vũ Đăng Định Đặng Huỳnh Quỳnh Quý Qúy Quyết Quyên Quốc Quới Quang Quảng Quan \
            gì gìn giữ giếng giết Giang giá gia Giê giường giống giúp ghi ghế nghiêng nghĩa nghỉ ngày \
            khuya khuỷu thuở khuân xuất xoong moóc boong tuýp huỵch khuếch hươu rượu người chuyện \
            hoà hòa hoàn suýt toẹt khoèo ngoằn ngoèo hoạch loắt choắt Lý Mỹ Vy Thy Kỳ Hy xẻng séc \
            trường Trịnh Sơn Pa Pác quặp quẹt quạu quơ";
        for word in syllables.split_whitespace() {
            assert!(is_syllable(word), "{word} is one");
            assert!(is_syllable(&word.to_uppercase()), "{word} in upper case is one");
        }
        let others = "Trump Park cat Obama Lee Jong Washington McMaster Facebook iêng kan cia nge ngi \
            ghan ce quu quơng trng ng b tt át1 2 UBND thưòng ngưòi Shanghai Clinton Merkel Seoul \
            hóà hyn ych hyên tàu- hát. háp1 bàt tạchh nghiêngg Đ đ ð Ðinh cà-phê kon tiep mac";
        for word in others.split_whitespace() {
            assert!(!is_syllable(word), "{word} is none");
        }
        assert!(!is_syllable(""));
    }
}

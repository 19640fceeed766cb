//! Where the marks of a syllable stand: on the vowel where they belong, in the old
//! way (`hòa`) or the new (`hoà`).

use super::letters::{Hat, Letter};
use super::map::Rewrite;
use super::normalize::Counts;
use super::scan::{ANY, EVERY, Halves, Look, Shapes, next_place};
use super::syllable::{LONGEST, are_syllable, onset_len};
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;

/// The vowel that a tone mark is put on in `oa`, `oe` and `uy` at the end of a
/// syllable. After `qu` and in closed syllables there is but one way.
///
/// ```
/// use trich::text::{Normalizer, ToneStyle};
/// let in_style = |tone_style, text: &str| {
///     Normalizer { tone_style, ..Normalizer::default() }.normalize(text).as_str().to_owned()
/// };
/// let text = "Thuý hoà, hòa hoàn, quý thủy, suýt";
/// assert_eq!(in_style(ToneStyle::Old, text), "Thúy hòa, hòa hoàn, quý thủy, suýt");
/// assert_eq!(in_style(ToneStyle::New, text), "Thuý hoà, hoà hoàn, quý thuỷ, suýt");
/// assert_eq!(in_style(ToneStyle::Keep, text), text);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToneStyle {
    /// As the author has it.
    #[default]
    Keep,
    /// The first: `hòa`, `khỏe`, `thúy`.
    Old,
    /// The second: `hoà`, `khoẻ`, `thuý`.
    New,
}

/// Puts the marks of all syllables where they belong: misplaced ones if `repair`
/// says so, and tone marks in the `style`.
pub(super) fn place(text: &mut Rewrite, repair: bool, style: ToneStyle, counts: &mut Counts) {
    let old = text.old();
    let mut at = 0;
    while let Some(suspect) = next_suspect(old, at, style) {
        let word = word_around(old, at, suspect);
        let next = old[suspect..].chars().next().map_or(1, char::len_utf8);
        at = word.end.max(suspect + next);
        // A mark that could not be composed makes it no letter of ours.
        if old[word.end..].chars().next().is_some_and(|c| canonical_combining_class(c) != 0) {
            continue;
        }
        let Some(mut syllable) = Syllable::of(&old[word.clone()]) else { continue };
        let repaired = repair && syllable.repair();
        let moved = syllable.set_style(style);
        if (repaired || moved) && text.replace(word, &syllable.to_string()) {
            counts.marks += u64::from(repaired);
            counts.tone_style += u64::from(moved && !repaired);
        }
    }
}

/// The letters of a word, which may be a syllable.
struct Syllable {
    letters: [Letter; LONGEST],
    len: usize,
}

impl Syllable {
    fn of(word: &str) -> Option<Self> {
        let none = Letter { base: ' ', tone: 0, is_upper: false };
        let mut syllable = Syllable { letters: [none; LONGEST], len: 0 };
        for c in word.chars() {
            *syllable.letters.get_mut(syllable.len)? = Letter::of(c)?;
            syllable.len += 1;
        }
        Some(syllable)
    }

    fn letters(&self) -> &[Letter] {
        &self.letters[..self.len]
    }

    fn is_legal(&self) -> bool {
        are_syllable(self.letters().iter().copied().map(Some))
    }

    /// Puts right what can be written in one way only. Says whether that is a
    /// change.
    fn repair(&mut self) -> bool {
        let added = !self.is_legal() && self.add_horn();
        self.move_tone() || added
    }

    /// Puts the one missing horn on the word if that makes a syllable of it, in one
    /// way only: `thưòng` to `thường`. The word must have a letter that no other
    /// language has.
    fn add_horn(&mut self) -> bool {
        if !self.letters().iter().any(|letter| is_only_vietnamese(letter.to_char())) {
            return false;
        }
        let mut found = None;
        for at in 0..self.len {
            let Some(letter) = self.letters[at].with_hat(Hat::Horn) else { continue };
            let before = std::mem::replace(&mut self.letters[at], letter);
            if self.is_legal() && found.replace((at, letter)).is_some() {
                self.letters[at] = before;
                return false;
            }
            self.letters[at] = before;
        }
        found.map(|(at, letter)| self.letters[at] = letter).is_some()
    }

    /// Moves a tone mark to the vowel that must have it: `Qúy` to `Quý`, `tòan` to
    /// `toàn`. A mark behind that vowel is left if no vowel has a hat, since such
    /// names there are in other languages: `Raí`.
    fn move_tone(&mut self) -> bool {
        if !self.is_legal() {
            return false;
        }
        let (Some(from), Some((old, new))) = (self.tone_place(), self.places()) else { return false };
        let is_early = from < old.min(new);
        let is_late = from > old.max(new) && !self.letters[new].base.is_ascii();
        (is_early || is_late) && self.put_tone(from, new)
    }

    /// Moves the tone mark to the vowel of a style, where there are two ways.
    fn set_style(&mut self, style: ToneStyle) -> bool {
        let (Some(from), Some((old, new))) = (self.tone_place(), self.places()) else { return false };
        let to = match style {
            ToneStyle::Keep => from,
            ToneStyle::Old => old,
            ToneStyle::New => new,
        };
        old != new && (from == old || from == new) && self.is_legal() && self.put_tone(from, to)
    }

    fn tone_place(&self) -> Option<usize> {
        self.letters().iter().position(|letter| letter.tone != 0)
    }

    fn put_tone(&mut self, from: usize, to: usize) -> bool {
        let tone = std::mem::take(&mut self.letters[from].tone);
        self.letters[to].tone = tone;
        from != to
    }

    /// The places of the vowels that may have the tone mark, in the old style and
    /// in the new.
    fn places(&self) -> Option<(usize, usize)> {
        let bases = self.letters.map(|letter| letter.base);
        let bases = &bases[..self.len];
        let first = onset_len(bases);
        let vowels = bases[first..].iter().take_while(|base| Letter::is_vowel(**base)).count();
        let is_closed = first + vowels < bases.len();
        if let Some(hatted) = (first..first + vowels).rev().find(|&at| !bases[at].is_ascii()) {
            return Some((hatted, hatted));
        }
        match (&bases[first..first + vowels], is_closed) {
            ([], _) => None,
            ([_], _) => Some((first, first)),
            (_, true) => Some((first + vowels - 1, first + vowels - 1)),
            (['o', 'a' | 'e'] | ['u', 'y'], false) => Some((first, first + 1)),
            ([_, _], false) => Some((first, first)),
            (_, false) => Some((first + 1, first + 1)),
        }
    }
}

impl std::fmt::Display for Syllable {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.letters().iter().try_for_each(|letter| std::fmt::Write::write_char(f, letter.to_char()))
    }
}

/// Whether no other language has the letter.
fn is_only_vietnamese(c: char) -> bool {
    matches!(c, 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'Ạ'..='ỹ')
}

/// The word around a character, not before `from`.
fn word_around(text: &str, from: usize, at: usize) -> Range<usize> {
    let is_letter = |c: &char| c.is_alphabetic();
    let before: usize = text[from..at].chars().rev().take_while(is_letter).map(char::len_utf8).sum();
    let after: usize = text[at..].chars().take_while(is_letter).map(char::len_utf8).sum();
    at - before..at + after
}

/// The start of the next character at or after `from` where a mark can be
/// misplaced, or can be in another style than `style`.
fn next_suspect(text: &str, mut from: usize, style: ToneStyle) -> Option<usize> {
    let bytes = text.as_bytes();
    if style != ToneStyle::Keep {
        let at = from + bytes[from..].iter().position(|&b| b >= 0x80)?;
        return Some(at);
    }
    loop {
        let at = next_place::<Misplaced>(bytes, from)?;
        let byte = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or_default();
        if Misplaced::is_odd([byte(0), byte(1), byte(2), byte(3)]) {
            return Some(text.floor_char_boundary(at));
        }
        from = at + 1;
    }
}

/// What a mark can be misplaced at. It need not be so, only seldom in good text.
struct Misplaced;

/// The first bytes of marked letters.
const MARKED: Halves = ("ce", "13456");

/// The vowels that are looked for behind marked ones, and some other letters.
const VOWELS: Halves = ("4567", "159f");

/// Letters, and some signs.
const LETTERS: Halves = ("456789abcdef", EVERY);

impl Look for Misplaced {
    const SHAPES: Shapes = Shapes::of([
        &[
            // Behind all marked letters but `đ`, `ơ` and `ư`; behind those.
            [("89b", "23456789abcdef"), MARKED, ANY, ANY],
            [("8a", "0123456789abcde"), MARKED, ANY, ANY],
            [("b", "1"), MARKED, ANY, ANY],
            [("ab", "0f"), ("c", "3"), ANY, ANY],
            [("89ab", "23456789abcdef"), VOWELS, LETTERS, ANY],
            [("8ab", "01"), VOWELS, LETTERS, ANY],
            // Behind `q`; `uơ`.
            [("57", "1"), ("89abcdef", EVERY), ANY, ANY],
            [("57", "5"), ("c", "6"), ("a", EVERY), ANY],
        ],
        &[
            // `ưọ`, `ưỏ`; `gí`, `gì`, `gỉ`, `gị`; `uờ`.
            [("ab", "0f"), ("e", "1"), ANY, ("8", "df")],
            [("46", "7"), ("c", "3"), (EVERY, "cd"), LETTERS],
            [("46", "7"), ("e", "1"), ANY, ("8", "9b")],
            [("57", "5"), ("e", "1"), (EVERY, "b"), ("9", "abcdef")],
            [("57", "5"), ("e", "1"), (EVERY, "b"), ("a", "0123")],
        ],
    ]);

    #[inline(always)]
    fn is_odd([a, b, c, d]: [u8; 4]) -> bool {
        let within = |byte: u8, first: u8, more: u8| byte.wrapping_sub(first) <= more;
        let three = b == 0xe1;
        // `ò`, not `ơ`, after `ư`; any marked letter after others, but not after `đ`.
        let o_after_u = (b == 0xc3) | three & (d & 0xfd == 0x8d);
        let before_marked = within(b, 0xc3, 0x1e) & (!within(a, 0xaf, 1) | o_after_u);
        let small = b | 0x20;
        let before_vowel = ((small & 0xfb == b'a') | (small == b'o') | (small == b'y')) & (c > b'@');
        let after_marked = (a as i8) < -0x40;
        let two_vowels = after_marked & (a & 0xfe != 0x90) & (before_marked | before_vowel);

        let first = a | 0x20;
        let after_q = (first == b'q') & (b >= 0x80);
        // `gía`, `gỉa`, `gịa`; not the word `gì`.
        let after_g =
            (first == b'g') & ((b == 0xc3) & (c & 0xde == 0x8c) & (d > b'@') | three & (d & 0xfd == 0x89));
        // `uờ`, `uơ`.
        let after_u =
            (first == b'u') & (three & (c == 0xbb) & within(d, 0x9a, 9) | (b == 0xc6) & (c & 0xfe == 0xa0));
        two_vowels | after_q | after_g | after_u
    }
}

#[cfg(test)]
mod tests {
    use super::Misplaced;
    use crate::text::Text;
    use crate::text::scan::tests::places;

    #[test]
    fn marks_go_where_they_can_only_be() {
        let cases = [
            ("Qúy QÚY qúa qùy gía gìa GÍA gỉai", "Quý QUÝ quá quỳ giá già GIÁ giải"),
            ("tòan hòan hóach ngòai tùân đựơc tiêú nhiêù", "toàn hoàn hoách ngoài tuần được tiếu nhiều"),
            ("thưòng thuờng ngưòi trừong lưong đựoc", "thường thường người trường lương được"),
            ("THƯÒNG TRUỜNG THUƠNG", "THƯỜNG TRƯỜNG THƯƠNG"),
        ];
        for (slip, right) in cases {
            assert_eq!(Text::new(slip).as_str(), right);
            assert_eq!(Text::new(right).as_str(), right);
            let slips = slip.split(' ').zip(right.split(' ')).filter(|(slip, right)| slip != right).count();
            assert_eq!(Text::new(slip).report().repairs.marks, slips as u64, "{slip}");
        }
    }

    #[test]
    fn good_words_keep_their_marks() {
        let good = "hòa hoà hoàn suýt quý gì gìn giữ giếng giặt mía của lửa thuở quở huơ khuya khuỷu ngoèo \
            xoong moóc Raí Leó Róisín García où Chloé tién viêt thuong Đắk Lắk Krông Ưng ương yếu nghiêng hoẵng \
            quốc quyển quẫn giỏi Thúy Thuý khỏe khoẻ uống Uông oà òa điện bưởi rượu người Hoà UỶ ỦY";
        for word in good.split_whitespace() {
            assert_eq!(Text::new(word).as_str(), word);
        }
        assert_eq!(Text::new(good).as_str(), good);
    }

    #[test]
    fn vectors_see_all_places_and_few_others() {
        let vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
        let letters: Vec<char> = [vowels, "đgqn"].iter().flat_map(|some| some.chars()).collect();
        let letters = || letters.iter().flat_map(|c| [*c, c.to_uppercase().next().unwrap()]);
        let mut text = String::new();
        for (first, second) in letters().flat_map(|first| letters().map(move |second| (first, second))) {
            for third in [' ', 'i', 'á'] {
                text.extend([first, second, third, ' ']);
            }
        }
        let [seen, odd] = places::<Misplaced>(&text);
        assert!(odd.iter().all(|at| seen.binary_search(at).is_ok()));

        let good =
            "Chiều 5/3, ông Nguyễn Văn Sửu – Phó Chủ tịch UBND thành phố Hà Nội – được người dân hỏi gì?";
        assert!(places::<Misplaced>(good).iter().all(Vec::is_empty));
    }
}

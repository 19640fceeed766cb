//! Where the marks of a syllable stand: on the vowel where they belong, in the old
//! way (`hòa`) or the new (`hoà`).

use super::letters::{Hat, Letter};
use super::map::Rewrite;
use super::normalize::Counts;
use super::scan::next_block;
use super::syllable::{LONGEST, are_syllable, onset_len};
use multiversion::multiversion;
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
        let block = odd_block(bytes, from)?;
        for at in block.clone() {
            let byte = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or_default();
            if is_odd([byte(0), byte(1), byte(2), byte(3)]) {
                return (from..=at).rev().find(|&at| text.is_char_boundary(at));
            }
        }
        from = block.end;
    }
}

/// The next block of bytes that needs a closer look.
#[multiversion(targets("x86_64+avx2"))]
fn odd_block(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    next_block(bytes, from, is_odd)
}

/// Whether a mark can be misplaced at these bytes. Without branches, to be
/// vectorized; it need not be so, only seldom in good text.
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

#[cfg(test)]
mod tests {
    use crate::text::Text;

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
}

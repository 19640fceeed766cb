//! The text that patterns are matched against: a sentence with its tone marks in one
//! style and its atoms marked, and the way back to the clean text.

use super::piece::{MARKS, Marks};
use crate::facts::Atom;
use crate::text::{fold_case, old_style};
use std::ops::Range;

/// Calls `put` with the characters of `text`, tone marks in the old style.
pub(super) fn fold_tones(text: &str, mut put: impl FnMut(char)) {
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(a) = chars.next() {
        if matches!(a, 'o' | 'u' | 'O' | 'U')
            && let Some(&b) = chars.peek()
            && let Some((first, second)) = old_style(before, a, b)
        {
            let mut rest = chars.clone();
            rest.next();
            if !rest.peek().is_some_and(|c| c.is_alphabetic()) {
                put(first);
                put(second);
                before = Some(second);
                chars = rest;
                continue;
            }
        }
        put(a);
        before = Some(a);
    }
}

/// Writes `text` in lower case and with its tone marks in the old style into `out`:
/// what the words that patterns require are looked up in.
pub(super) fn fold_into(text: &str, out: &mut String) {
    out.clear();
    out.reserve(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let start = out.len();
        out.push_str(&rest[..plain]);
        out[start..].make_ascii_lowercase();
        rest = &rest[plain..];
        let mut chars = rest.chars();
        let Some(c) = chars.next().map(fold_case) else { break };
        rest = chars.as_str();
        if out.ends_with(['o', 'u']) && !chars.next().is_some_and(char::is_alphabetic) {
            let mut before = out.chars().rev();
            let (a, before) = (before.next().unwrap_or_default(), before.next());
            if let Some((first, second)) = old_style(before, a, c) {
                out.pop();
                out.extend([first, second]);
                continue;
            }
        }
        out.push(c);
    }
}

/// A sentence made ready for a pattern.
#[derive(Debug)]
pub(super) struct Working {
    /// The text that is searched.
    pub text: String,
    /// Places in the text, ascending, with the bytes of the clean text that they
    /// came from; what lies between two was copied.
    anchors: Vec<(usize, usize)>,
    /// Where marks begin an atom, with the number of the atom.
    opens: Vec<(usize, usize)>,
}

impl Working {
    /// The bytes `span` of the clean text, with marks around `atoms`, which are all
    /// in it; with tone marks in the old style if `fold` says so.
    pub fn new(clean: &str, span: Range<usize>, atoms: &[Atom], fold: bool) -> Self {
        let mut working =
            Working { text: String::with_capacity(span.len() + 64), anchors: Vec::new(), opens: Vec::new() };
        // Closing marks first, the inner ones before the outer; then leads and openings.
        let mut marks: Vec<(usize, u8, char, Option<usize>)> = Vec::with_capacity(3 * atoms.len());
        for (nth, atom) in atoms.iter().enumerate() {
            let of_kind = Marks::of(atom.kind);
            if atom.lead < atom.span.start {
                marks.push((atom.lead, 1, of_kind.lead, Some(nth)));
            }
            marks.push((atom.span.start, 2, of_kind.open, Some(nth)));
            marks.push((atom.span.end, 0, of_kind.close, None));
        }
        marks.sort_by_key(|&(at, order, _, _)| (at, order));
        let mut marks = marks.into_iter().peekable();
        let mut at = span.start;
        working.anchors.push((0, at));
        let mut put = |c: char, old_len: usize, working: &mut Working| {
            while let Some((_, _, mark, atom)) = marks.next_if(|mark| mark.0 <= at) {
                working.opens.extend(atom.map(|atom| (working.text.len(), atom)));
                working.text.push(mark);
                working.anchors.push((working.text.len(), at));
            }
            // Nobody's text has the marks; if it does, they mean nothing here.
            working.text.push(if MARKS.contains(&c) { '\u{fffd}' } else { c });
            at += old_len;
            if c.len_utf8() != old_len || MARKS.contains(&c) {
                working.anchors.push((working.text.len(), at));
            }
        };
        let mut old = clean[span.clone()].chars();
        if fold {
            fold_tones(&clean[span], |c| {
                let old_len = old.next().map_or(0, char::len_utf8);
                put(c, old_len, &mut working);
            });
        } else {
            old.for_each(|c| put(c, c.len_utf8(), &mut working));
        }
        for (_, _, mark, _) in marks {
            working.text.push(mark);
            working.anchors.push((working.text.len(), at));
        }
        working
    }

    /// The byte of the clean text behind a byte of the text.
    fn clean(&self, byte: usize) -> usize {
        let next = self.anchors.partition_point(|&(place, _)| place <= byte);
        let (place, clean) = self.anchors[next.saturating_sub(1)];
        let copied = clean + (byte - place);
        // Inside of a mark nothing was copied.
        self.anchors.get(next).map_or(copied, |&(_, limit)| copied.min(limit))
    }

    /// The bytes of the clean text behind a span of the text.
    pub fn clean_span(&self, span: Range<usize>) -> Range<usize> {
        self.clean(span.start)..self.clean(span.end)
    }

    /// The number of the atom that begins at a byte of the text with its lead or its
    /// opening mark, after marks of other atoms.
    pub fn atom_at(&self, mut byte: usize, close: char, atoms: &[Atom]) -> Option<usize> {
        loop {
            let c = self.text[byte..].chars().next().filter(|c| MARKS.contains(c))?;
            let open = self.opens.binary_search_by_key(&byte, |&(place, _)| place).ok();
            let atom = open.map(|open| self.opens[open].1);
            if let Some(atom) = atom.filter(|&atom| Marks::of(atoms[atom].kind).close == close) {
                return Some(atom);
            }
            byte += c.len_utf8();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Working, fold_into, fold_tones};
    use crate::facts::{Atom, AtomKind};
    use crate::text::fold_case;

    #[test]
    fn text_is_folded_to_one_case_and_one_tone_placement() {
        let cases = [
            ("", ""),
            ("Hoà", "hòa"),
            ("oà uà ngoài HOÀN quà", "òa uà ngoài hoàn quà"),
            ("UỶ ban HOÀ BÌNH", "ủy ban hòa bình"),
            ("Quý hoàn thuý, khoẻ.", "quý hoàn thúy, khỏe."),
            ("xoẽ Đắk Ơ", "xõe đắk ơ"),
        ];
        let mut folded = String::new();
        for (text, expected) in cases {
            fold_into(text, &mut folded);
            assert_eq!(folded, expected);
            let mut other = String::new();
            fold_tones(text, |c| other.push(fold_case(c)));
            assert_eq!(folded, other);
        }
    }

    #[test]
    fn places_lead_back_to_the_clean_text() {
        let clean = "Tại xoẽ, ông Trần Văn A nói.";
        let at = |part: &str| clean.find(part).unwrap();
        let span = at("Trần")..at(" nói");
        let atom = Atom {
            kind: AtomKind::Name,
            lead: at("ông"),
            text: clean[span.clone()].to_owned(),
            span,
            fact: None,
        };
        let working = Working::new(clean, 0..clean.len(), &[atom], true);
        for part in ["Tại", "Trần Văn A", "nói.", "ông"] {
            let place = working.text.find(part).unwrap();
            let span = working.clean_span(place..place + part.len());
            assert_eq!(&clean[span], part, "{}", working.text);
        }
        let place = working.text.find("xõe").unwrap();
        assert_eq!(&clean[working.clean_span(place..place + "xõe".len())], "xoẽ");
        assert_eq!(&clean[working.clean_span(place + 1..place + 3)], "o", "the middle of the syllable");
    }
}

//! What each word does in its clause: the tags by which noun phrases are cut out.

use super::token::{Sentence, Shape};
use crate::lexicon::{CLAUSES, TIMES};
use std::ops::Range;

/// What a token does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A noun or any word that the lists do not know.
    Noun,
    /// A noun that names a quantity: `tỷ lệ`, `doanh thu`.
    Quantity,
    Number,
    Verb,
    /// A verb that states a quantity: `tăng`, `đạt`.
    Predicate,
    /// An adverb or auxiliary before a verb.
    Auxiliary,
    /// It opens a clause.
    Link,
    /// A verb with a clause for object: `cho biết`.
    Report,
    /// `so với`.
    Compare,
    /// It joins noun phrases.
    Join,
    /// It holds a noun phrase together: `của`.
    Inner,
    /// Another word that ends a noun phrase.
    Stop,
    /// Part of an expression of time.
    Time,
    Comma,
    Open,
    Close,
    /// Any other mark that ends a clause.
    Break,
    /// Part of a percentage.
    Figure,
}

/// The tags of all tokens; those in `figures` are tagged as such.
pub(super) fn tags(sentence: &Sentence, figures: impl Iterator<Item = Range<usize>>) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(sentence.len());
    while tags.len() < sentence.len() {
        let at = tags.len();
        let time = time_at(sentence, at);
        let (len, tag) = if time > 0 { (time, Tag::Time) } else { tag_at(sentence, at) };
        tags.extend(std::iter::repeat_n(tag, len));
    }
    for figure in figures {
        tags[figure].fill(Tag::Figure);
    }
    tags
}

fn tag_at(sentence: &Sentence, at: usize) -> (usize, Tag) {
    let token = &sentence.tokens[at];
    match token.shape {
        Shape::Number => return (1, Tag::Number),
        Shape::Mark => return (1, mark_tag(sentence, at)),
        // A capital within a clause makes a name of any word.
        Shape::Capitalized | Shape::Upper if at > 0 && sentence.tokens[at - 1].is_word() => {
            let noun = CLAUSES.starting_at(sentence, at).filter(|hit| matches!(hit.1, "noun" | "quantity"));
            return (noun.map_or(1, |(len, _)| len), Tag::Noun);
        }
        _ => {}
    }
    let Some((len, section)) = CLAUSES.starting_at(sentence, at) else { return (1, Tag::Noun) };
    let tag = match section {
        "quantity" => Tag::Quantity,
        "verb" | "holder" => Tag::Verb,
        "up" | "down" | "level" => Tag::Predicate,
        "aux" => Tag::Auxiliary,
        "report" => Tag::Report,
        "compare" => Tag::Compare,
        "join" => Tag::Join,
        "inner" => Tag::Inner,
        "stop" => Tag::Stop,
        "noun" => Tag::Noun,
        _ => Tag::Link,
    };
    (len, tag)
}

fn mark_tag(sentence: &Sentence, at: usize) -> Tag {
    match sentence.tokens[at].text {
        "," => Tag::Comma,
        "(" | "[" => Tag::Open,
        ")" | "]" => Tag::Close,
        "-" | "–" | "—" if !sentence.spaced(at) && !sentence.spaced(at + 1) => Tag::Noun,
        "/" | "&" | "+" | "'" | "’" => Tag::Noun,
        _ => Tag::Break,
    }
}

/// How many tokens the expression of time at token `at` takes, with the words
/// that open it: `trong quý I/2017`, `tính đến ngày 31/1/2017`.
fn time_at(sentence: &Sentence, at: usize) -> usize {
    let section = |i: usize| TIMES.starting_at(sentence, i);
    let mut from = at;
    let mut whole = section(from).filter(|hit| hit.1 == "whole");
    while whole.is_none() {
        match section(from) {
            Some((len, "before")) => from += len,
            _ => break,
        }
        whole = section(from).filter(|hit| hit.1 == "whole");
    }
    let mut end = from;
    while let Some(len) = time_core(sentence, end) {
        end += len;
    }
    if end > from { end - at } else { 0 }
}

/// Length of `năm 2016`, `6 tháng đầu`, `tháng này`, `hiện nay` at token `at`.
fn time_core(sentence: &Sentence, at: usize) -> Option<usize> {
    let section = |i: usize| TIMES.starting_at(sentence, i);
    let number = |i: usize| sentence.tokens.get(i).is_some_and(|token| token.shape == Shape::Number);
    let (len, kind) = section(at).unwrap_or((0, ""));
    if kind == "whole" {
        return Some(len);
    }
    if kind == "head" {
        let end = at + len;
        if let Some((more, "after")) = section(end) {
            return Some(len + more);
        }
        let roman =
            sentence.tokens.get(end).is_some_and(|token| matches!(token.text, "I" | "II" | "III" | "IV"));
        if !number(end) && !roman {
            return None;
        }
        let mut end = end + 1;
        while (sentence.is(end, "/") || (sentence.is(end, "-") && !sentence.spaced(end))) && number(end + 1) {
            end += 2;
        }
        return Some(end - at);
    }
    if number(at) {
        let (len, _) = section(at + 1).filter(|hit| hit.1 == "head")?;
        let (more, _) = section(at + 1 + len).filter(|hit| hit.1 == "after")?;
        // `6 tháng đầu năm 2017`
        let year = usize::from(number(at + 1 + len + more));
        return Some(1 + len + more + year);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Tag, tags};
    use crate::facts::token::Sentence;

    #[test]
    fn expressions_of_time_are_found_whole() {
        for text in [
            "năm 2016",
            "trong quý I/2017",
            "tính đến ngày 31/1/2017",
            "6 tháng đầu năm 2017",
            "tháng này",
            "hiện nay",
            "từ tháng 5/2016",
        ] {
            let sentence = Sentence::new(text, 0..text.len());
            let tags = tags(&sentence, std::iter::empty());
            assert!(tags.iter().all(|&tag| tag == Tag::Time), "{text}: {tags:?}");
        }
    }
}

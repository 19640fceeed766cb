//! The words that a pattern cannot match without: what a sentence must hold for the
//! pattern to be tried.

use super::piece::{MARKS, Marks};
use crate::facts::AtomKind;
use crate::text::fold_case;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Most strings of one set, and most characters of one string.
const MOST: usize = 24;

/// Fewest bytes of a string that is worth looking for.
const SHORTEST: usize = 3;

/// Most sets of strings that are looked for.
pub(super) const MOST_SETS: usize = 3;

/// What every percentage has one of.
const PERCENT_SIGNS: [&str; 2] = ["%", "phần"];

/// Sets of strings: a text, folded to lower case, must hold one of each for `hir` to
/// match in it. Empty where there are none that help.
pub(super) fn required(hir: &Hir) -> Vec<Vec<String>> {
    let needs = Needs::of(hir);
    let mut sets = needs.sets;
    sets.extend(needs.exact.filter(is_useful));
    sets.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.cmp(b)));
    sets.dedup();
    sets.truncate(MOST_SETS);
    sets
}

/// What is known of the texts that an expression matches.
struct Needs {
    /// All of them, where they are few.
    exact: Option<Vec<String>>,
    /// Sets of strings of which each holds one.
    sets: Vec<Vec<String>>,
}

impl Needs {
    const NOTHING: Needs = Needs { exact: None, sets: Vec::new() };

    fn of(hir: &Hir) -> Self {
        let exactly = |text: String| Needs { exact: Some(vec![text]), sets: Vec::new() };
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => exactly(String::new()),
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) if text.contains(Marks::of(AtomKind::Percentage).open) => {
                    Needs { exact: None, sets: vec![PERCENT_SIGNS.map(str::to_owned).into()] }
                }
                Ok(text) if !text.contains(|c| MARKS.contains(&c)) => {
                    exactly(text.chars().map(fold_case).collect())
                }
                _ => Needs::NOTHING,
            },
            HirKind::Class(class) => Needs { exact: folded_class(class), sets: Vec::new() },
            HirKind::Capture(capture) => Needs::of(&capture.sub),
            HirKind::Repetition(repetition) => {
                let needs = Needs::of(&repetition.sub);
                match (repetition.min, repetition.max) {
                    (1, Some(1)) => needs,
                    (0, Some(1)) => {
                        let optional = needs.exact.map(|mut set| {
                            set.push(String::new());
                            set
                        });
                        Needs { exact: optional, sets: Vec::new() }
                    }
                    (0, _) => Needs::NOTHING,
                    _ => Needs { exact: None, sets: needs.all_sets() },
                }
            }
            HirKind::Concat(subs) => Needs::of_concat(subs),
            HirKind::Alternation(subs) => Needs::of_alternation(subs),
        }
    }

    /// The sets with that of all texts, if it helps.
    fn all_sets(mut self) -> Vec<Vec<String>> {
        self.sets.extend(self.exact.filter(is_useful));
        self.sets
    }

    fn of_concat(subs: &[Hir]) -> Self {
        let mut run = vec![String::new()];
        let mut whole = true;
        let mut sets = Vec::new();
        for needs in subs.iter().map(Needs::of) {
            sets.extend(needs.sets);
            match needs.exact {
                Some(set) if run.len() * set.len() <= MOST && run.iter().all(|s| s.len() < MOST * 4) => {
                    run = product(&run, &set);
                }
                exact => {
                    sets.push(std::mem::replace(&mut run, exact.unwrap_or_else(|| vec![String::new()])));
                    whole = false;
                }
            }
        }
        if !whole {
            sets.push(std::mem::take(&mut run));
        }
        sets.retain(is_useful);
        Needs { exact: whole.then_some(run), sets }
    }

    fn of_alternation(subs: &[Hir]) -> Self {
        let all: Vec<Needs> = subs.iter().map(Needs::of).collect();
        let union = |sets: Option<Vec<Vec<String>>>| -> Option<Vec<String>> {
            let mut set: Vec<String> = sets?.into_iter().flatten().collect();
            set.sort();
            set.dedup();
            (set.len() <= MOST).then_some(set)
        };
        if let Some(exact) = union(all.iter().map(|needs| needs.exact.clone()).collect()) {
            return Needs { exact: Some(exact), sets: Vec::new() };
        }
        let best = |needs: Needs| needs.all_sets().into_iter().max_by_key(|set| weight(set));
        let sets = union(all.into_iter().map(best).collect()).into_iter().collect();
        Needs { exact: None, sets }
    }
}

/// The characters of a class in lower case, where they are few.
fn folded_class(class: &Class) -> Option<Vec<String>> {
    let Class::Unicode(class) = class else { return None };
    let len: usize = class.iter().map(|range| range.len()).sum();
    if len > MOST {
        return None;
    }
    let mut set: Vec<String> = class
        .iter()
        .flat_map(|range| range.start()..=range.end())
        .map(|c| fold_case(c).to_string())
        .collect();
    set.sort();
    set.dedup();
    let marked = set.iter().any(|text| text.contains(|c| MARKS.contains(&c)));
    (!set.is_empty() && !marked).then_some(set)
}

fn product(heads: &[String], tails: &[String]) -> Vec<String> {
    heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect()
}

/// Bytes of the shortest string; a percent sign is as rare as a word.
fn shortest(set: &[String]) -> usize {
    set.iter().map(|text| if text == "%" { SHORTEST } else { text.len() }).min().unwrap_or_default()
}

#[allow(clippy::ptr_arg, reason = "it tests what is in an `Option<Vec<_>>`")]
fn is_useful(set: &Vec<String>) -> bool {
    shortest(set) >= SHORTEST
}

/// How few sentences hold a string of a set, so far as its form tells: longer strings
/// are rarer, and so are fewer.
fn weight(set: &[String]) -> (usize, std::cmp::Reverse<usize>) {
    (shortest(set), std::cmp::Reverse(set.len()))
}

#[cfg(test)]
mod tests {
    use super::required;

    #[test]
    fn the_longest_words_that_must_be_there_are_found() {
        let cases: [(&str, &[&[&str]]); 10] = [
            ("(?i)tổng (mức|vốn) đầu tư [0-9]+", &[&["tổng mức đầu tư ", "tổng vốn đầu tư "]]),
            ("(?i)Kk sS", &[&["kk ss"]]),
            ("[0-9]+ phiếu thuận", &[&[" phiếu thuận"]]),
            ("(?:cho biết|khẳng định)", &[&["cho biết", "khẳng định"]]),
            ("(?:là )?bổ nhiệm", &[&["bổ nhiệm", "là bổ nhiệm"]]),
            ("bổ nhiệm .* giữ chức", &[&[" giữ chức"], &["bổ nhiệm "]]),
            ("(?:rất )+lớn.*đồng", &[&["đồng"], &["lớn"], &["rất "]]),
            ("[0-9]+", &[]),
            ("(?:a|.*)", &[]),
            ("đồng|[0-9]+", &[]),
        ];
        for (pattern, expected) in cases {
            let found = required(&regex_syntax::parse(pattern).unwrap());
            let mut sorted = found.clone();
            sorted.iter_mut().for_each(|set| set.sort());
            let mut expected: Vec<Vec<&str>> = expected.iter().map(|set| set.to_vec()).collect();
            expected.sort();
            sorted.sort();
            assert_eq!(sorted, expected, "{pattern}");
        }
    }
}

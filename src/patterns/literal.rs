//! The words that a pattern cannot match without: what a sentence must hold for the
//! pattern to be tried.

use super::piece::MARKS;
use crate::text::fold_case;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Most strings of one set, and most characters of one string.
const MOST: usize = 24;

/// Fewest bytes of a string that is worth looking for.
const SHORTEST: usize = 3;

/// Strings of which a text, folded to lower case, must hold one for `hir` to match
/// in it; `None` where there are none that help.
pub(super) fn required(hir: &Hir) -> Option<Vec<String>> {
    let needs = Needs::of(hir);
    let exact = needs.exact.filter(is_useful);
    match (exact, needs.best) {
        (Some(exact), Some(best)) => Some(better(exact, best)),
        (exact, best) => exact.or(best),
    }
}

/// What is known of the texts that an expression matches.
struct Needs {
    /// All of them, where they are few.
    exact: Option<Vec<String>>,
    /// Strings of which each holds one.
    best: Option<Vec<String>>,
}

impl Needs {
    const NOTHING: Needs = Needs { exact: None, best: None };

    fn of(hir: &Hir) -> Self {
        let exactly = |text: String| Needs { exact: Some(vec![text]), best: None };
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => exactly(String::new()),
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) if !text.contains(|c| MARKS.contains(&c)) => {
                    exactly(text.chars().map(fold_case).collect())
                }
                _ => Needs::NOTHING,
            },
            HirKind::Class(class) => Needs { exact: folded_class(class), best: None },
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
                        Needs { exact: optional, best: None }
                    }
                    (0, _) => Needs::NOTHING,
                    _ => Needs { exact: None, best: needs.best.or(needs.exact.filter(is_useful)) },
                }
            }
            HirKind::Concat(subs) => Needs::of_concat(subs),
            HirKind::Alternation(subs) => Needs::of_alternation(subs),
        }
    }

    fn of_concat(subs: &[Hir]) -> Self {
        let mut run = vec![String::new()];
        let mut whole = true;
        let mut best: Option<Vec<String>> = None;
        let mut consider = |set: Vec<String>| {
            if is_useful(&set) {
                best = Some(match best.take() {
                    Some(other) => better(other, set),
                    None => set,
                });
            }
        };
        for needs in subs.iter().map(Needs::of) {
            if let Some(found) = needs.best {
                consider(found);
            }
            match needs.exact {
                Some(set) if run.len() * set.len() <= MOST && run.iter().all(|s| s.len() < MOST * 4) => {
                    run = product(&run, &set);
                }
                exact => {
                    consider(std::mem::replace(&mut run, exact.unwrap_or_else(|| vec![String::new()])));
                    whole = false;
                }
            }
        }
        if whole {
            return Needs { exact: Some(run), best };
        }
        consider(run);
        Needs { exact: None, best }
    }

    fn of_alternation(subs: &[Hir]) -> Self {
        let all: Vec<Needs> = subs.iter().map(Needs::of).collect();
        let union = |sets: Option<Vec<Vec<String>>>| -> Option<Vec<String>> {
            let mut set: Vec<String> = sets?.into_iter().flatten().collect();
            set.sort();
            set.dedup();
            (set.len() <= MOST).then_some(set)
        };
        let exact = union(all.iter().map(|needs| needs.exact.clone()).collect());
        let useful = |needs: Needs| needs.best.or(needs.exact.filter(is_useful));
        let best = if exact.is_some() { None } else { union(all.into_iter().map(useful).collect()) };
        Needs { exact, best }
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

/// Bytes of the shortest string.
fn shortest(set: &[String]) -> usize {
    set.iter().map(String::len).min().unwrap_or_default()
}

#[allow(clippy::ptr_arg, reason = "it tests what is in an `Option<Vec<_>>`")]
fn is_useful(set: &Vec<String>) -> bool {
    shortest(set) >= SHORTEST
}

/// The set that fewer sentences hold a string of: the one with longer strings.
fn better(a: Vec<String>, b: Vec<String>) -> Vec<String> {
    let weight = |set: &[String]| (shortest(set), std::cmp::Reverse(set.len()));
    if weight(&b) > weight(&a) { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::required;

    #[test]
    fn the_longest_words_that_must_be_there_are_found() {
        let cases: [(&str, Option<&[&str]>); 9] = [
            ("(?i)tổng (mức|vốn) đầu tư [0-9]+", Some(&["tổng mức đầu tư ", "tổng vốn đầu tư "])),
            ("(?i)Kk sS", Some(&["kk ss"])),
            ("[0-9]+ phiếu thuận", Some(&[" phiếu thuận"])),
            ("(?:cho biết|khẳng định)", Some(&["cho biết", "khẳng định"])),
            ("(?:là )?bổ nhiệm", Some(&["bổ nhiệm", "là bổ nhiệm"])),
            ("(?:rất )+lớn.*đồng", Some(&["đồng"])),
            ("[0-9]+", None),
            ("(?:a|.*)", None),
            ("đồng|[0-9]+", None),
        ];
        for (pattern, expected) in cases {
            let found = required(&regex_syntax::parse(pattern).unwrap()).map(|mut set| {
                set.sort();
                set
            });
            let expected = expected.map(|set| set.iter().map(|s| s.to_string()).collect::<Vec<_>>());
            assert_eq!(found, expected, "{pattern}");
        }
    }
}

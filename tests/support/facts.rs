//! What the tests of facts share: a list of texts with what they must give.

use trich::record::Record;

/// Checks what `read` makes of the records of each text.
pub fn check(read: fn(&Record) -> Option<String>, cases: &[(&str, &[&str])]) {
    let extractor = trich::Extractor::new();
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found: Vec<_> = extractor.extract("a", text).iter().filter_map(read).collect();
        if found != *expected {
            wrong += &format!("{text}\n  expected {expected:?}\n  found    {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

//! What is said of a pattern file that is wrong: where, what, and what to do.

#![cfg(feature = "patterns")]

mod support;

use support::{Folder, Run};
use trich::patterns::PatternFile;

/// What is wrong with a file, a line each.
fn problems(text: &str) -> Vec<String> {
    match PatternFile::parse("a.toml", text) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.to_string().lines().map(str::to_owned).collect(),
    }
}

/// A file with one pattern of this `match`.
fn pattern(text: &str) -> String {
    format!("[[pattern]]\nname = 'p'\nmatch = '{text}'\n")
}

#[test]
fn each_fault_of_a_pattern_is_named_with_its_place() {
    let cases = [
        ("{offical} nói", "3:10: pattern `p`: unknown piece `{offical}`; did you mean `{official}`?"),
        ("a {numbr:x}", "3:12: pattern `p`: unknown piece `{numbr:x}`; did you mean `{number:x}`?"),
        ("đ {a-b}", "3:12: pattern `p`: no piece; a piece is {name} or {name:field}; write \\{ for a brace"),
        (
            "x {number",
            "3:12: pattern `p`: a brace that is not closed; a piece is {name} or {name:field}; write \\{ for a brace",
        ),
        (
            "{number} {number}",
            "3:19: pattern `p`: the field `number` is there twice; name it: {number:other_number}, or {number:_} where it needs no field",
        ),
        (
            "(?<a>x) {number:a}",
            "3:18: pattern `p`: the field `a` is there twice; name it: {number:other_number}, or {number:_} where it needs no field",
        ),
        ("{number:text}", "3:10: pattern `p`: every record has a field `text` already"),
        ("(?<doc>a)", "3:13: pattern `p`: every record has a field `doc` already"),
        (
            "a*(?:b)?",
            "3:10: pattern `p`: the pattern can match the empty string; at least one part must be there: one without `?` or `*`",
        ),
        ("a[^\\s\\S]", "3:10: pattern `p`: the pattern can match nothing"),
        ("{number} (a", "3:19: pattern `p`: no regular expression: unclosed group"),
        ("{number} \\p{Vietnamese}", "3:19: pattern `p`: no regular expression: Unicode property not found"),
        (
            "\\w{1,1000}{1000}",
            "3:10: pattern `p`: the pattern takes more than 2 MiB when it is compiled; repeat less often: `{1,20}` of a large class takes much",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(problems(&pattern(text)), [format!("a.toml:{message}")], "{text}");
    }
    let nested = format!("{}a{}", "(?:".repeat(100), ")".repeat(100));
    let message = problems(&pattern(&nested)).join("\n");
    assert!(
        message.contains("no regular expression: exceed the maximum number of nested parentheses"),
        "{message}"
    );
    let long = problems(&pattern(&"a".repeat(20_000))).join("\n");
    assert!(long.contains("the pattern has more than 16384 bytes; make several of it"), "{long}");
}

#[test]
fn each_fault_of_a_file_is_named_with_its_place() {
    let good = "[[pattern]]\nname = 'p'\nmatch = '{number:n} xã'\n";
    let cases = [
        ("a = ", "1:5: no TOML: string values must be quoted, expected literal string"),
        ("[pattern]\n", "1:2: `pattern` is no list of tables; write [[pattern]] over each"),
        ("[[patern]]\n", "1:3: no key `patern` in a pattern file; did you mean `pattern`?"),
        ("[[pattern]]\nmatch = 'a'\n", "1:1: a pattern without `name`"),
        ("[[pattern]]\nname = 'p'\n", "1:1: pattern `p`: a pattern without `match`"),
        (
            "[[pattern]]\nname = 'ratio'\nmatch = 'a'\n",
            "2:8: pattern `ratio`: `ratio` is the name of a built-in kind",
        ),
        (
            "[[pattern]]\nname = 'a b'\nmatch = 'a'\n",
            "2:8: pattern `a b`: `a b` is no name for a pattern; letters, digits, _, - and ., a letter first",
        ),
        (
            "[[pattern]]\nname = 'p'\nmatch = 'a'\nanycase = false\n",
            "4:1: pattern `p`: no key `anycase` in a pattern; did you mean `any_case`?",
        ),
        (
            "[[pattern]]\nname = 'p'\nmatch = 'a'\nany_case = 'no'\n",
            "4:12: pattern `p`: `any_case` is neither true nor false",
        ),
        (
            "[[example]]\ntext = 'a'\n",
            "1:1: an example without `expect`; `expect = []` where nothing must be found",
        ),
        ("[[example]]\nexpect = []\n", "1:1: an example without text; add `text` or `file`"),
        ("[[example]]\ntext = 'a'\nexpect = [{ value = 1 }]\n", "3:11: an expected record without `kind`"),
        (
            "[[example]]\ntext = 'a'\nexpect = [{ kind = 'ratio', valu = 1 }]\n",
            "3:29: the records have no field `valu`; did you mean `value`?",
        ),
        (
            "[[example]]\ntext = 'a'\nonly = ['percent']\nexpect = []\n",
            "3:9: no kind or pattern `percent`; did you mean `percentage`?",
        ),
        ("[define]\nnumber = 'a'\n", "2:1: `number` is the name of a typed piece"),
    ];
    for (text, message) in cases {
        assert_eq!(problems(text), [format!("a.toml:{message}")], "{text}");
    }
    let twice = format!("{good}{good}");
    assert_eq!(
        problems(&twice),
        ["a.toml:5:8: pattern `p`: there are two patterns `p`; the first is in line 2"]
    );
    let lacking = format!("{good}[[pattern.example]]\ntext = '5 xã'\nexpect = [{{ m = 5 }}]\n");
    assert_eq!(
        problems(&lacking),
        [
            "a.toml:6:13: pattern `p`: the records have no field `m`; the fields are n, text, start, end, sentence, rule"
        ],
    );
}

#[test]
fn places_are_right_behind_escapes_and_decomposed_letters() {
    let cases = [
        ("match = \"\\\\d+ \\u0111 {x}\"", "3:22: "),
        ("match = '''\nđường\n{x}'''", "5:1: "),
        ("match = 'ho\u{61}\u{300} {x}'", "3:15: "),
    ];
    for (line, place) in cases {
        let found = problems(&format!("[[pattern]]\nname = 'p'\n{line}\n"));
        assert!(found[0].starts_with(&format!("a.toml:{place}")), "{line}: {found:?}");
    }
}

#[test]
fn fragments_cannot_grow_without_end() {
    let loops = "[define]\na = '{b}'\nb = 'x{a}'\n[[pattern]]\nname = 'p'\nmatch = 'x {a}'\n";
    assert_eq!(problems(loops), ["a.toml:6:12: pattern `p`: the fragment `a` is a part of itself"]);
    let doubling: String =
        (0..15).map(|n| format!("a{n} = '{{a{}}}{{a{}}}{{a{}}}'\n", n + 1, n + 1, n + 1)).collect();
    let doubling = format!("[define]\n{doubling}a15 = 'x'\n[[pattern]]\nname = 'p'\nmatch = '{{a0}}'\n");
    assert_eq!(
        problems(&doubling),
        ["a.toml:20:10: pattern `p`: the pattern is too large with its fragments put in"],
    );
}

#[test]
fn patterns_are_bounded_together_too() {
    let large: String =
        (0..100).map(|n| format!("[[pattern]]\nname = 'p{n}'\nmatch = '\\w{{1,99}}{{99}}'\n")).collect();
    let found = problems(&large);
    assert_eq!(found.len(), 18, "17 patterns, and the last word");
    assert!(found.last().unwrap().ends_with("the patterns take more than 256 MiB together"), "{found:?}");
}

#[test]
fn a_bad_fragment_does_not_hide_what_is_wrong_elsewhere() {
    let text = "[define]\nbad = '(a'\n[[pattern]]\nname = 'p'\nmatch = '{bad}'\n\
        [[pattern]]\nname = 'q'\nmatch = 'b*'\n[[pattern]]\nname = 'r'\nmatch = 'good'\n";
    let found = problems(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("a.toml:2:8: no regular expression"), "{found:?}");
    assert!(found[1].starts_with("a.toml:8:10: pattern `q`"), "{found:?}");
}

#[test]
fn a_file_with_a_bad_pattern_runs_nothing() {
    let bad = "[[pattern]]\nname = 'good'\nmatch = 'a'\n[[pattern]]\nname = 'one'\nmatch = '{offical} nói'\n\
        [[pattern]]\nname = 'two'\nmatch = 'a*'\n";
    let folder = Folder::of([("p/a.toml", bad.as_bytes()), ("a.txt", b"a")]);
    for command in ["extract -p p a.txt", "test p", "patterns check p"] {
        let Run { code, out, err } = folder.run(command);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{command}");
        for part in [
            "pattern `one`: unknown piece `{offical}`",
            "p/a.toml:6:10",
            "did you mean `{official}`?",
            "pattern `two`: ",
            "trich: 2 problems",
        ] {
            assert!(err.contains(part), "{command}: {err}");
        }
        assert!(!err.contains('\u{1b}'), "{command}: colour where there is no terminal");
    }
}

#[test]
fn a_wrong_call_says_what_to_do() {
    let pattern = pattern("a");
    let folder = Folder::of([
        ("a.txt", b"a".as_slice()),
        ("empty/", b""),
        ("a.toml", pattern.as_bytes()),
        ("b.toml", pattern.as_bytes()),
        ("latin.toml", b"\xff"),
    ]);
    let cases = [
        ("extract -p nowhere.toml a.txt", "trich: nowhere.toml: no such file or folder\n"),
        ("extract -p empty a.txt", "trich: empty: no pattern file in this folder; put .toml files there\n"),
        (
            "extract -p latin.toml a.txt",
            "trich: latin.toml: cannot be read: stream did not contain valid UTF-8\n",
        ),
        (
            "extract --only percentag a.txt",
            "trich: --only: no kind or pattern `percentag`; did you mean `percentage`? The names are ratio, percentage, official\n",
        ),
        (
            "test",
            "trich: no pattern files; name some, or put them into the folder `patterns` or the file `trich.toml`\n",
        ),
    ];
    for (command, message) in cases {
        assert_eq!(folder.run(command), Run { code: Some(2), out: String::new(), err: message.to_owned() });
    }
    let clash = folder.run("patterns check a.toml b.toml");
    assert!(clash.err.contains("the first is in a.toml"), "{}", clash.err);
}

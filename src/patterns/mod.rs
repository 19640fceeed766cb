//! Patterns of one's own: kinds of record that need no Rust.
//!
//! A pattern is a regular expression with typed pieces in braces, kept in a TOML file
//! with the sentences that it must and must not match:
//!
//! ```
//! use trich::{Extractor, patterns::PatternFile};
//!
//! let file = PatternFile::parse("projects.toml", r#"
//!     [[pattern]]
//!     name = "investment"
//!     match = 'tổng (?:mức|vốn) đầu tư (?:là |đạt )?{bound}?{number:amount} (?<scale>triệu|tỷ|nghìn tỷ) đồng'
//!
//!     [[pattern.example]]
//!     text = "Dự án có tổng mức đầu tư hơn 1.250 tỷ đồng."
//!     expect = [{ amount = 1250, scale = "tỷ", bound = ">" }]
//! "#)?;
//! assert!(file.test().iter().all(|test| test.has_passed()));
//!
//! let extractor = Extractor::new().with_patterns(file.patterns());
//! let records = extractor.extract("a", "Tổng vốn đầu tư 36 nghìn tỷ đồng.");
//! assert_eq!(records[0].kind, "investment");
//! # Ok::<(), trich::patterns::Problems>(())
//! ```
//!
//! # The pieces
//!
//! | piece | matches | puts into the record |
//! |---|---|---|
//! | `{number}` | `1.250`, `11,6`, `22,8 triệu`, `hai mươi lăm` | the number |
//! | `{bound}` | `hơn`, `khoảng`, `ít nhất` …, with the space after it | `>`, `~`, `>=` …; `=` where it is not there |
//! | `{money}` | `36,5 triệu đồng`, `$5 triệu` | `text`, `amount`, `currency` |
//! | `{date}` | `ngày 7/6/2017`, `tháng 6 năm 2017`, `20/5` | `text`, `year`, `month`, `day` |
//! | `{percentage}` | a percentage, such as `11,6%` | `text` and the fields of a percentage |
//! | `{ratio}` | a ratio, such as `12/12` | `text` and the fields of a ratio |
//! | `{official}` | a person with all offices: `Bộ trưởng Phùng Xuân Nhạ` | `text` and the fields of an official |
//! | `{name}` | a person's name, with a form of address before it or without | the name |
//! | `{organization}` | a body that is named: `Sở Y tế tỉnh Phú Yên` | its text |
//! | `{place}` | a place: `tỉnh Phú Thọ`, `Hà Nội` | its text |
//!
//! `{number:amount}` puts the value into the field `amount`; without a name the field
//! is named like the piece, and `{number:_}` makes no field. `(?<name>…)` puts the text
//! of a group into a field; other groups make none. What is not there is null.
//!
//! A scale word belongs to its number, `22,8 triệu` is 22800000, unless the pattern names
//! scale words itself: `{number:n} (?<scale>triệu|tỷ)` gives 22.8 and `triệu`.

mod compile;
mod example;
mod file;
mod literal;
mod load;
mod matcher;
mod piece;
mod problem;
mod progress;
mod syntax;
mod toml_string;
mod update;
mod working;

pub use compile::Options;
pub use example::{Case, Difference, Test};
pub use file::PatternFile;
pub use load::{LoadError, load, patterns};
pub use matcher::{Match, Patterns};
pub use problem::{Problem, Problems, Source};
pub use progress::{Progress, Reach, Trial};
pub use update::update;

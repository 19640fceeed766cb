//! `trich normalize`: from articles to clean text.

use super::articles::Articles;
use super::{Error, Outcome};
use clap::ValueEnum;
use serde::Serialize;
use trich::text::{Counts, Normalizer, Repairs, ToneStyle};

/// Write the clean text of articles: in Unicode, composed, repaired
///
/// Nothing that a reader sees is changed unless --repair-marks or --tone-style asks for it.
///
/// Articles come in the order of the input. One that cannot be read is reported on standard error and
/// skipped.
#[derive(Debug, clap::Args)]
pub struct Normalize {
    #[command(flatten)]
    articles: Articles,

    /// What to write: txt, the texts alone, or jsonl, a JSON line an article that says what was done to it
    #[arg(long, value_enum, default_value_t = Format::Txt, hide_possible_values = true)]
    format: Format,

    /// Vowel of the tone mark where there are two ways: old, `hòa`; new, `hoà`; or keep it as it is
    #[arg(long, value_enum, default_value_t = Style::Keep, hide_possible_values = true)]
    tone_style: Style,

    /// Put misplaced and missing marks right where a word has one legal reading: `Qúy` to `Quý`
    ///
    /// Also `tòan` to `toàn`, and `thưòng` to `thường`, where only a horn is missing.
    #[arg(long)]
    repair_marks: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Txt,
    Jsonl,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Style {
    Old,
    New,
    Keep,
}

/// An article as a JSON line.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    text: &'a str,
    encoding: &'static str,
    confidence: f64,
    repairs: Counts,
}

impl Normalize {
    pub fn run(self) -> Result<Outcome, Error> {
        let tone_style = match self.tone_style {
            Style::Old => ToneStyle::Old,
            Style::New => ToneStyle::New,
            Style::Keep => ToneStyle::Keep,
        };
        let repairs = Repairs { marks: self.repair_marks, ..Repairs::ALL };
        let normalizer = Normalizer { tone_style, repairs, ..Normalizer::default() };
        self.articles.each(normalizer, |document, pieces, output| {
            match self.format {
                Format::Txt => pieces.for_each(|text| output.extend_from_slice(text.as_str().as_bytes())),
                Format::Jsonl => {
                    let text: String = pieces.by_ref().map(|text| text.as_str().to_owned()).collect();
                    let report = pieces.report();
                    let encoding = report.encoding.name();
                    // Digits that mean something.
                    let confidence = (report.confidence * 1000.0).floor() / 1000.0;
                    let line =
                        Line { id: &document.id, text: &text, encoding, confidence, repairs: report.repairs };
                    serde_json::to_writer(&mut *output, &line).expect("a line is JSON and memory takes it");
                }
            }
            if !output.ends_with(b"\n") {
                output.push(b'\n');
            }
        })
    }
}

//! What is wrong with pattern files, as a compiler shows it: the line, the piece
//! underlined, what to do.

use ariadne::{Config, IndexType, Label, Report, ReportKind};
use std::io::{self, Write};
use trich::patterns::Problems;

/// Writes all problems with the lines that they stand in, in colour where `out` shows
/// it.
pub fn write(problems: &Problems, out: &mut impl Write) -> io::Result<()> {
    for problem in &problems.0 {
        let place = (problem.source.name.as_str(), problem.span.clone());
        let message = match &problem.pattern {
            Some(pattern) => format!("pattern `{pattern}`: {}", problem.message),
            None => problem.message.clone(),
        };
        let mut report = Report::build(ReportKind::Error, place.clone())
            .with_config(Config::default().with_index_type(IndexType::Byte))
            .with_message(message)
            .with_label(Label::new(place).with_message(&problem.label).with_color(ariadne::Color::Red));
        report = match &problem.help {
            Some(help) => report.with_help(help),
            None => report,
        };
        let source = ariadne::Source::from(problem.source.text.as_str());
        report.finish().write((problem.source.name.as_str(), source), &mut *out)?;
    }
    Ok(())
}

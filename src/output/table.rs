//! A table for a terminal: aligned columns of fixed widths, longer cells cut.

use super::Entry;
use super::columns::plain;
use crate::Record;
use crate::record::{Fact, Number, Trend};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a terminal for the kind, and for each field that is kept.
const KIND: usize = 10;
const KEPT: usize = 20;
/// Fewer columns than this show nothing.
const NARROWEST: usize = 10;

/// Adds the names of the columns and a line under them.
pub(super) fn write_header(width: usize, keep: &[String], out: &mut Vec<u8>) {
    let names = ["KIND", "TEXT", "FACT", "PLACE"].map(str::to_owned).into_iter();
    let widths = widths(width, keep.len());
    write_line(names.chain(keep.iter().map(|name| name.to_uppercase())), &widths, out);
    write_line(widths.iter().map(|&width| "─".repeat(width)), &widths, out);
}

/// Adds rows.
pub(super) fn write(
    width: usize,
    keep: &[String],
    kept: &[String],
    entries: impl Iterator<Item = Entry>,
    out: &mut Vec<u8>,
) {
    let widths = widths(width, keep.len());
    for Entry { record, .. } in entries {
        let place = format!("{}:{}", record.doc, record.start);
        let own = [record.kind.to_string(), record.text.clone(), summary(&record), place].into_iter();
        write_line(own.chain(kept.iter().map(|json| plain(json).unwrap_or_default())), &widths, out);
    }
}

/// The widths of all columns, which have a space between each other.
fn widths(width: usize, kept: usize) -> Vec<usize> {
    let rest = width.saturating_sub(KIND + 3 + kept * (KEPT + 1));
    // The text, the fact and the place share what is left.
    let own = [KIND, rest / 4, rest / 2, rest - rest / 4 - rest / 2].map(|width| width.max(NARROWEST));
    own.into_iter().chain(std::iter::repeat_n(KEPT, kept)).collect()
}

/// What a fact says, in a few words.
fn summary(record: &Record) -> String {
    match &record.fact {
        Fact::Ratio(ratio) => {
            let unit = ratio.unit.as_deref().unwrap_or_default();
            format!("{} of {} {unit}", number(ratio.numerator), number(ratio.denominator))
        }
        Fact::Percentage(percentage) => {
            let trend = match percentage.trend {
                Some(Trend::Up) => "↑",
                Some(Trend::Down) => "↓",
                None => "",
            };
            let max = percentage.value_max.map(|max| format!("–{}", number(max))).unwrap_or_default();
            let subject = percentage.subject.as_deref().unwrap_or_default();
            let base = percentage.base.iter().map(|base| format!(" / {base}")).collect::<String>();
            format!("{trend}{}{max} {subject}{base}", number(percentage.value))
        }
        Fact::Official(official) => {
            let roles: Vec<_> = official.roles.iter().map(|role| role.role.as_str()).collect();
            format!("{}: {}", official.name, roles.join("; "))
        }
        Fact::Pattern(own) => {
            own.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>().join("  ")
        }
    }
}

fn number(number: Number) -> String {
    serde_json::to_string(&number).expect("a number is JSON")
}

fn write_line(cells: impl Iterator<Item = String>, widths: &[usize], out: &mut Vec<u8>) {
    let mut line = String::new();
    for (cell, &width) in cells.zip(widths) {
        let cell = fit(&cell, width);
        line += &cell;
        line.extend(std::iter::repeat_n(' ', width + 1 - cell.width()));
    }
    out.extend_from_slice(line.trim_end().as_bytes());
    out.push(b'\n');
}

/// The text on one line of at most so many columns.
fn fit(text: &str, width: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.width() <= width {
        return text;
    }
    let mut left = width - 1;
    let cut = |c: &char| {
        let needed = c.width().unwrap_or(0);
        let fits = needed <= left;
        left = left.saturating_sub(needed);
        fits
    };
    text.chars().take_while(cut).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn what_is_too_long_is_cut_to_the_column() {
        assert_eq!(fit("Hà Nội", 6), "Hà Nội");
        assert_eq!(fit("Hà\nNội", 5), "Hà N…");
        assert_eq!(fit("北京市", 4), "北…");
    }
}

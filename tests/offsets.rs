//! Every record can be found again in the original, however the text was typed,
//! and says the same.

use std::fs;
use std::path::Path;
use trich::text::Text;
use trich::{Extractor, Record};
use unicode_normalization::UnicodeNormalization;

const NEWS: &str = "Sáng 5/1, Quận ủy Hoàn Kiếm tổng kết năm 2023. Quận đạt 12/12 chỉ tiêu Thành phố \
    giao; thu ngân sách vượt 11,6% dự toán năm.\nBí thư Quận ủy, Chủ tịch HĐND quận Hoàn Kiếm Vũ Đăng \
    Định cho biết, năm 2024 phấn đấu tăng ít nhất 5%.";

/// The text as different keyboards, exports and editors leave it.
fn variants(text: &str) -> Vec<(&'static str, String)> {
    let decomposed: String = text.nfd().collect();
    let between = |mark: &str, every: usize| -> String {
        let marked = |(at, c): (usize, char)| if at % every == 0 { format!("{mark}{c}") } else { c.into() };
        text.chars().enumerate().map(marked).collect()
    };
    vec![
        ("composed", text.nfc().collect()),
        ("decomposed", decomposed.clone()),
        ("no-break spaces", text.replace(' ', "\u{a0}")),
        ("byte-order mark", format!("\u{feff}{text}")),
        ("zero-width spaces", between("\u{200b}", 3)),
        ("soft hyphens", between("\u{ad}", 2)),
        ("line ends of Windows", text.replace('\n', "\r\n")),
        ("eths", text.replace('Đ', "Ð")),
        ("all at once", format!("\u{feff}{}", decomposed.replace(' ', "\u{200b}\u{a0}").replace('Đ', "Ð"))),
    ]
}

fn texts() -> Vec<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut texts = vec![NEWS.to_owned()];
    for entry in fs::read_dir(samples).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
    texts
}

/// What a record says, without where and how it is written.
fn said(records: &[Record]) -> Vec<(String, &Record)> {
    let clean = |record: &Record| Text::new(&record.text).as_str().to_owned();
    records.iter().map(|record| (clean(record), record)).collect()
}

#[test]
fn every_record_is_found_in_the_original_and_says_the_same() {
    let extractor = Extractor::new();
    for text in texts() {
        let expected = extractor.extract("a", &text);
        for (name, variant) in variants(&text) {
            assert_eq!(Text::new(&variant).as_str(), Text::new(&text).as_str(), "{name}");
            let records = extractor.extract("a", &variant);
            let chars: Vec<char> = variant.chars().collect();
            for record in &records {
                let written: String = chars[record.start..record.end].iter().copied().nfc().collect();
                assert_eq!(record.text, written, "{name}");
            }
            assert_eq!(records.len(), expected.len(), "{name}");
            for ((found, a), (clean, b)) in said(&records).into_iter().zip(said(&expected)) {
                assert_eq!(found, clean, "{name}");
                assert_eq!((&a.fact, &a.rule, &a.sentence), (&b.fact, &b.rule, &b.sentence), "{name}");
            }
        }
    }
}

//! How fast each stage of extraction is, in bytes of text a second on one core.
//!
//! The text is that of `samples/`, repeated to a megabyte and more. What `text` does to bytes
//! and characters is in `benches/text.rs`.

#[path = "support/articles.rs"]
mod articles;

use articles::articles;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fs;
use std::sync::LazyLock;
use trich::Extractor;
use trich::facts::{find, triggered};
use trich::input::{Fields, Input};
use trich::record::Kind;
use trich::text::{Text, sentences};

fn main() {
    // The word lists are read at first use.
    find("Có 7/10 xã đạt chuẩn.");
    divan::main();
}

static ARTICLES: LazyLock<Vec<String>> = LazyLock::new(articles);

fn measure(bencher: Bencher, texts: &[impl AsRef<str> + Sync], work: impl Fn(&str) + Sync) {
    let bytes: usize = texts.iter().map(|text| text.as_ref().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| texts.iter().for_each(|text| work(text.as_ref())));
}

/// From JSON lines in a file to documents.
#[divan::bench]
fn decode(bencher: Bencher) {
    let line = |text: &String| format!("{}\n", serde_json::json!({ "id": 1, "text": text }));
    let lines: String = ARTICLES.iter().map(line).collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("articles.jsonl");
    fs::write(&file, &lines).unwrap();
    bencher.counter(BytesCount::new(lines.len())).bench(|| {
        for document in Input::open([&file], Fields::default()).unwrap().documents() {
            black_box(document.unwrap());
        }
    });
}

#[divan::bench]
fn normalize(bencher: Bencher) {
    measure(bencher, &ARTICLES, |text| {
        black_box(Text::new(text));
    });
}

/// All sentences of the text, though the rules ask only for those around triggers.
#[divan::bench]
fn split_sentences(bencher: Bencher) {
    measure(bencher, &ARTICLES, |text| {
        black_box(sentences(text));
    });
}

/// The sentences that the rules read.
#[divan::bench]
fn find_triggers(bencher: Bencher) {
    measure(bencher, &ARTICLES, |text| {
        black_box(triggered(text));
    });
}

/// Sentences that hold facts of one kind and no other.
#[divan::bench(args = [Kind::Ratio, Kind::Percentage, Kind::Official])]
fn find_facts(bencher: Bencher, kind: Kind) {
    let of_kind = |sentence: &&str| {
        let findings = find(sentence);
        !findings.is_empty() && findings.iter().all(|finding| finding.fact.kind() == kind)
    };
    let sentences: Vec<&str> = ARTICLES.iter().flat_map(|text| triggered(text)).filter(of_kind).collect();
    measure(bencher, &sentences, |sentence| {
        black_box(find(sentence));
    });
}

/// From records to JSON, in bytes of JSON.
#[divan::bench]
fn write_json(bencher: Bencher) {
    let extractor = Extractor::new();
    let records: Vec<_> = ARTICLES.iter().flat_map(|text| extractor.extract("a", text)).collect();
    let mut json = Vec::new();
    let mut write = move || {
        json.clear();
        records.iter().for_each(|record| serde_json::to_writer(&mut json, record).unwrap());
        json.len()
    };
    bencher.counter(BytesCount::new(write())).bench_local(write);
}

/// All that is done to the text of an article.
#[divan::bench]
fn extract(bencher: Bencher) {
    let extractor = Extractor::new();
    measure(bencher, &ARTICLES, |text| {
        black_box(extractor.extract("a", text));
    });
}

//! How fast text becomes clean: good text, decomposed text, old encodings.
//!
//! The text is that of `samples/`, or what the environment variable `TRICH_CORPUS` leads to (a folder
//! or file, as `trich extract` takes it), repeated to a megabyte and more, in documents of the usual
//! length; the figures are those of one core.

#[path = "../tests/support/old.rs"]
#[allow(dead_code, reason = "the tests need more of it")]
mod old;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::path::{Path, PathBuf};
use trich::Extractor;
use trich::input::{Fields, Input};
use trich::text::{Encoding, Normalizer, Text, characters};
use unicode_normalization::UnicodeNormalization;

fn main() {
    divan::main();
}

/// Articles, at least a megabyte of them.
fn articles() -> Vec<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let corpus = std::env::var_os("TRICH_CORPUS").map_or(samples, PathBuf::from);
    let documents = Input::open([corpus], Fields::default()).unwrap().documents();
    let texts: Vec<String> = documents.map(|document| document.unwrap().text).collect();
    let len: usize = texts.iter().map(String::len).sum();
    texts.iter().cycle().take(texts.len() * (1_000_000 / len + 1)).cloned().collect()
}

fn measure<D: AsRef<[u8]> + Sync>(bencher: Bencher, documents: &[D], work: impl Fn(&D) + Sync) {
    let bytes: usize = documents.iter().map(|document| document.as_ref().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| documents.iter().for_each(&work));
}

#[divan::bench]
fn clean(bencher: Bencher) {
    measure(bencher, &articles(), |text| {
        black_box(Text::new(text));
    });
}

#[divan::bench]
fn decomposed(bencher: Bencher) {
    let texts: Vec<String> = articles().iter().map(|text| text.nfd().collect()).collect();
    measure(bencher, &texts, |text| {
        black_box(Text::new(text));
    });
}

/// From bytes to clean text, where the encoding is known.
#[divan::bench(args = old::OLD)]
fn decode(bencher: Bencher, encoding: Encoding) {
    let normalizer = Normalizer { encoding: Some(encoding), ..Normalizer::default() };
    let texts: Vec<Vec<u8>> = articles().iter().map(|text| old::encode(encoding, text)).collect();
    measure(bencher, &texts, |bytes| {
        let read = characters(bytes, Some(encoding)).unwrap();
        black_box(normalizer.normalize(&read.text));
    });
}

/// The same, where the encoding is found out.
#[divan::bench(args = old::OLD)]
fn detect_and_decode(bencher: Bencher, encoding: Encoding) {
    let texts: Vec<Vec<u8>> = articles().iter().map(|text| old::encode(encoding, text)).collect();
    measure(bencher, &texts, |bytes| {
        let read = characters(bytes, None).unwrap();
        black_box(Text::new(&read.text));
    });
}

/// All that is done to good text, with and without a look for old encodings.
#[divan::bench(args = [None, Some(Encoding::Utf8)])]
fn extract(bencher: Bencher, encoding: Option<Encoding>) {
    let extractor = Extractor::new();
    let normalizer = Normalizer { encoding, ..Normalizer::default() };
    measure(bencher, &articles(), |text| {
        black_box(extractor.extract_text("", &normalizer.normalize(text)).collect::<Vec<_>>());
    });
}

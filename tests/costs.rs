//! What extraction costs, counted instead of timed: allocations, and sentences that are read
//! by the rules.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fs;
use std::path::Path;
use trich::Extractor;
use trich::facts::triggered;
use trich::text::sentences;

/// The allocator of the system, which counts for each thread what it is asked for.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call is passed on as it is to the allocator of the system; counting on the
// side neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How often memory is asked for to extract the records of a text, of which there must be
/// `records`, once the word lists are read.
fn allocations(text: &str, records: usize) -> usize {
    let extractor = Extractor::new();
    assert_eq!(extractor.extract("a", text).len(), records);
    let before = ALLOCATIONS.get();
    extractor.extract("a", text);
    ALLOCATIONS.get() - before
}

/// An article of many lines and sentences, with nothing in it that a fact has.
const PLAIN: &str = "Mưa lớn kéo dài làm nhiều tuyến phố ngập sâu\n\
    Sáng nay, người dân ở các khu dân cư ven sông phải kê cao đồ đạc. Nước lên nhanh từ lúc nửa đêm.\n\
    “Cả nhà thức trắng”, chị Lan kể. Trường học trong vùng cho học sinh nghỉ… Đến chiều, trời tạnh hẳn!";

#[test]
fn an_article_without_facts_costs_no_allocation() {
    assert_eq!(allocations(&PLAIN.repeat(20), 0), 0);
}

#[test]
fn a_sentence_that_is_read_in_vain_costs_a_few_allocations() {
    /// For what the rules begin with; its tokens take the place of those before.
    const OF_SENTENCE: usize = 4;
    /// For the triggers.
    const OF_TEXT: usize = 10;
    let line = "Ngày 3/5, người phát ngôn của cơ quan này từ chối bình luận.\n";
    assert!(allocations(&line.repeat(100), 0) <= 100 * OF_SENTENCE + OF_TEXT);
}

#[test]
fn most_sentences_that_the_rules_read_hold_a_fact() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let (mut all, mut read, mut useful) = (0, 0, 0);
    for entry in fs::read_dir(samples).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let read_here = triggered(&text);
        all += sentences(&text).len();
        read += read_here.len();
        let extractor = Extractor::new();
        useful += read_here.iter().filter(|sentence| !extractor.extract("a", sentence).is_empty()).count();
    }
    assert!(read * 100 <= all * 76, "{read} of {all} are read");
    assert!(useful * 100 >= read * 80, "{useful} of {read} hold a fact");
}

//! No text makes the extractor panic, and every record stands at its offsets.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const FRAGMENTS: &[&str] = &[
    "tăng",
    "giảm",
    "từ",
    "lên",
    "xuống",
    "còn",
    "đạt",
    "so với",
    "cùng kỳ",
    "năm",
    "tháng",
    "quý",
    "ngày",
    "và",
    "hoặc",
    "lần lượt",
    "tỷ lệ",
    "giá vàng",
    "số",
    "trên tổng số",
    "trong số",
    "phần",
    "trăm",
    "phần trăm",
    "điểm",
    "hai",
    "ba",
    "mươi",
    "lăm",
    "rưỡi",
    "linh",
    "nghìn",
    "triệu",
    "tỷ",
    "khoảng",
    "hơn",
    "ít nhất",
    "trở lên",
    "cao hơn",
    "hay",
    "tương đương",
    "do",
    "của",
    "là",
    "có",
    "xếp thứ",
    "vòng",
    "1",
    "12",
    "0,5",
    "1.250",
    "7.6.2017",
    "99999999999999999999999999999999999999",
    "%",
    "/",
    "-",
    "–",
    "+",
    "(",
    ")",
    ",",
    ";",
    ":",
    ".",
    "“",
    "”",
    "\n",
    "UBND",
    "Nữ",
    "É",
    "e\u{301}",
    "💧",
    "\u{200b}",
    "\u{a0}",
];

fn messy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(FRAGMENTS).prop_map(str::to_owned),
        1 => "\\PC{0,3}",
        1 => "[0-9]{1,400}([.,][0-9]{1,3}){0,4}",
    ];
    prop::collection::vec((piece, prop::sample::select(&["", " ", " "][..])), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space.to_owned()]).collect())
}

proptest! {
    // The same cases in every run.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in messy()) {
        for record in trich::Extractor::new().extract("a", &text) {
            prop_assert!(record.start < record.end);
            prop_assert!(serde_json::to_string(&record).is_ok());
        }
    }
}

#[test]
fn a_sentence_may_begin_with_a_comma() {
    let records = trich::Extractor::new().extract("a", ", Nữ 15%.");
    assert_eq!(records[0].text, "15%");
}

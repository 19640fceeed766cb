//! What patterns cost: none, one, ten, a hundred of them over the text of `samples/`, repeated to a
//! megabyte and more, beside the built-in kinds and alone; the figures are those of one core.

#[path = "support/articles.rs"]
mod articles;

use articles::articles;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use trich::Extractor;
use trich::patterns::PatternFile;

fn main() {
    divan::main();
}

/// Things that news gives figures of; the samples have the first.
const THINGS: [&str; 50] = [
    "giá vàng",
    "vốn điều lệ",
    "thu ngân sách",
    "chi ngân sách",
    "lợi nhuận trước thuế",
    "lợi nhuận sau thuế",
    "doanh thu thuần",
    "kim ngạch xuất khẩu",
    "kim ngạch nhập khẩu",
    "nợ xấu",
    "nợ công",
    "dư nợ tín dụng",
    "tổng mức đầu tư",
    "giá xăng",
    "giá dầu thô",
    "giá cà phê",
    "giá heo hơi",
    "giá điện",
    "học phí",
    "viện phí",
    "lương tối thiểu",
    "thu nhập bình quân",
    "tiền phạt",
    "tiền bồi thường",
    "số tiền chiếm đoạt",
    "tiền thưởng",
    "giải thưởng",
    "giá vé",
    "vốn hóa",
    "khối lượng giao dịch",
    "sản lượng lúa",
    "sản lượng cá tra",
    "lượng khách quốc tế",
    "tỷ lệ thất nghiệp",
    "tỷ lệ hộ nghèo",
    "tỷ lệ đỗ tốt nghiệp",
    "lãi suất cho vay",
    "lãi suất huy động",
    "tỷ giá",
    "chỉ số giá tiêu dùng",
    "vốn đăng ký",
    "vốn thực hiện",
    "giá trị hợp đồng",
    "giá chuyển nhượng",
    "giá đất",
    "giá thuê",
    "phí bảo trì",
    "cước vận tải",
    "thuế nhập khẩu",
    "quỹ bình ổn",
];

/// A pattern file with the first `count` of a hundred patterns.
fn patterns(count: usize) -> String {
    let level = |thing: &str| {
        format!(
            "{thing} (?:của [^,.;]{{1,40}} )?(?:là |ở mức |đạt |ước đạt |lên (?:đến|tới) )?{{bound}}?{{money:amount}}"
        )
    };
    let change =
        |thing: &str| format!("{thing} (?:[^,.;]{{1,40}} )?(?<trend>tăng|giảm) {{percentage:change}}");
    let all = THINGS.iter().flat_map(|thing| [level(thing), change(thing)]);
    let pattern = |(nth, text): (usize, String)| format!("[[pattern]]\nname = 'p{nth}'\nmatch = '{text}'\n");
    all.take(count).enumerate().map(pattern).collect()
}

fn measure(bencher: Bencher, extractor: &Extractor) {
    let articles = articles();
    let bytes: usize = articles.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for article in &articles {
            black_box(extractor.extract("", article));
        }
    });
}

#[divan::bench(args = [0, 1, 10, 100])]
fn beside_built_in_kinds(bencher: Bencher, count: usize) {
    let file = PatternFile::parse("bench.toml", &patterns(count)).unwrap();
    measure(bencher, &Extractor::new().with_patterns(file.patterns()));
}

#[divan::bench(args = [1, 10, 100])]
fn alone(bencher: Bencher, count: usize) {
    let file = PatternFile::parse("bench.toml", &patterns(count)).unwrap();
    let names: Vec<String> = file.patterns().names().map(str::to_owned).collect();
    measure(bencher, &Extractor::new().with_patterns(file.patterns()).only(&names).unwrap());
}

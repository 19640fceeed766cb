//! Sentences end where a reader would end them, also in dumps that lost their
//! spaces.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use trich::text::{Text, sentences};

/// Texts with a `|` at each end of a sentence. White space beside it is not part
/// of a sentence.
const CASES: &[&str] = &[
    // Plain ends.
    "Thu ngân sách tăng. |Chi giảm.",
    "Vì sao? |Không rõ! |Chưa biết… |Sẽ báo sau.",
    "Dòng một\n|Dòng hai\n|Dòng ba",
    "Hội nghị khai mạc\n\n|Sáng 5/1, hội nghị khai mạc.",
    "Có 33 tin. |33 nguồn tin khác.",
    "Đạt 11,6%. |Năm sau đạt hơn.",
    "Tăng 11.6 điểm và 1.250.000 đồng.",
    "Đến ngày 11.6.2017. |Theo kế hoạch, còn hai tháng.",
    "Hôm 28/5. |Trước đó, ông đã đi.",
    "Sao lại thế?! |Không ai biết...",
    "Ông nói; bà cười; cả nhà vui.",
    "Kết quả: tốt. |– Ông Nam nói. |- Bà Hoa đáp.",
    "iPhone bán chạy. |iPhone 8 sắp ra. |eBay cũng vậy.",
    "Gồm Huế, Đà Nẵng... |Theo ông, còn nữa.",
    "Anh thấy… buồn và... lo.",
    "Ra đời vì ...Steve Jobs nói thế.",
    "Xe chờ khách . |Khách chưa đến .",
    "Tiếp tục điều tra./. |Theo báo Pháp luật",
    // Spaces lost.
    "Đạt kế hoạch năm.|Nhiều dự án xong.",
    "Kế hoạch năm 2017.|Theo đó, tăng 5%.|Ông Nam cho biết.",
    "Chị (43 tuổi).|Ông nói thêm.",
    "Anh Tú (43 tuổi).|\"Ông ấy tốt\".",
    "Tăng 5%.|UBND tỉnh giao.",
    "Giá 30 triệu USD.|Tổng giải thưởng tăng.",
    "Vì sao?|Bạn nghĩ gì!|Tôi nghĩ…|Mục tiêu là thế.",
    "Cô 20 tuổi.|(Ảnh: Kiến thức)",
    "Tôi lo.|“Chúng tôi hiểu.”|Ông nói.",
    "Liên hệ tin cậy.|4. Cảnh báo.",
    "Nhà ở Thanh Hóa.|Ở đó có biển.",
    "Họ hỏi.|- Có đi không?",
    // Quotation marks and brackets.
    "“Tôi đã nói.” |Ông nhắc lại.",
    "\"Tôi đã nói.\" |Ông nhắc lại.",
    "\"Tôi lo lắm.\"|Ông nhắc lại.",
    "“Anh đi đâu?” ông hỏi.",
    "Ông hô: “Tiến lên!” rồi chạy.",
    "“Có gì không?”, bà hỏi.",
    "Ông nói (có ghi âm.) |Bà nghe.",
    "Ông nói “rất tốt”. |Bà nghe [...] rồi về.",
    "“Đúng”... |Ông cười.",
    "Nói gì không?\". |Bà im lặng.",
    "“Đi thôi!” - ông nói.",
    // Abbreviations with a space after the point.
    "Ở TP. Hồ Chí Minh có mưa.",
    "Ở TP. HCM có mưa.",
    "Tại TP.HCM. |Theo thông tin, mưa to.",
    "Bí thư Thành ủy TP. |Theo đó, họp hôm nay.",
    "TS. Lê Văn A và ThS. Nguyễn B đến.",
    "PGS. TS. Trần Hoa và BS. Lan.",
    "Mr. Smith, Mrs. Jones ở St. Petersburg.",
    "Ông Robert H. McCooey và George W. Bush.",
    "Ông H.R. McMaster, bà J. K. Rowling.",
    "Martin Luther King Jr. Center ở Mỹ.",
    "Công an Q. Gò Vấp và P. Bến Nghé.",
    "Nhà ở P. 7, Q. 3, TP.HCM.",
    "Xếp No. 1 và Vol. 2, xem tr. 15.",
    "Vợ anh H. là chị Nguyễn Thị Bích T. đã đi.",
    "Chị Th. sau đó đến trình báo.",
    "Họ giữ anh T. |Sau đó, anh T. khai với bà H. |Tại Hà Nội, có mưa.",
    "Nhiệt độ 35 độ C. |Từ chiều có mưa.",
    "Ảnh: N.D. |Về phản ánh trên, ông nói.",
    "Giá 22.000 USD. |Trong khi đó, vàng giảm.",
    "Của PSG, AFP và BMW. |Không ai ngạc nhiên.",
    "Cam, quýt, v.v. và v.v.",
    "Cam, quýt, v.v... |Nhiều loại khác.",
    "Gồm Vi Ngọc H. (3 tuổi) và Lê Văn Tr. (19 tuổi).",
    "Cao nhất 34 độ C. |Tây Nguyên nhiều mây.",
    "Ở Đông Nam Á. |Đoàn Thể thao dự.",
    "Xe lao xuống ruộng. |theo Trí Thức Trẻ",
    "Gồm: 1.Plizarri, 7.Orsolini, 17.Panico",
    "Giá lên tới...600 ngàn euro.",
    "Trận SHB.Đà Nẵng gặp XSKT.Cần Thơ.",
    "Chị T. Hoa, anh Đ. Nam, bà\n|H. Lan\n|Tr. Đức",
    "Atl.Madrid và Atl. Madrid thắng.",
    "Tốt cho hô hấp. . .làm tăng đề kháng.",
    "Ở Washington, D.C. và U.S. Army.",
    // Abbreviations without one.
    "UBND TP.HCM, PGS.TS Vũ Hải Quân ở Q.1.",
    "Ảnh: T.Vũ, Tr.Đức, Đ.Lam",
    "TS.BS.Nguyễn Quang, TP.Cần Thơ, Tp.HCM.",
    "P.GĐ Sở, BCH T.Ư Đảng, Th.S Nguyễn Hoa.",
    "Bị can ngụ P.7, Q.3 gặp U.22 và Đ.Đ.L, Ng.T.A.",
    "Xếp No.1 Billboard, Vol.09, tiết d.2 và El.3.",
    "Xem www.abc.vn, VOV.VN, Zing.VN và file.txt nhé.",
    "Xem http://abc.vn/Tin.Aspx?Id=3 hoặc a.b@c.vn nhé.",
    // Numbers of lists.
    "1. Mục tiêu chung.\n|2.1. Thu ngân sách.\n|a. Thu nội địa.\n|IV. Kết luận",
    "Xong. |5. Thời gian nộp.",
    "1.Kết quả đạt được",
    "",
    "...",
    "Hết.",
];

#[test]
fn sentences_end_where_a_reader_ends_them() {
    for case in CASES {
        let text = case.replace('|', "");
        let expected: Vec<&str> = case.split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
        let found: Vec<&str> = sentences(&text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, expected, "{text}");
    }
}

proptest! {
    // The same cases in every run.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn sentences_cover_all_but_the_space_between(
        raw in r#"([ \n.?!…"”)(A-Cđe1-2]|TP|năm|Ông|https://a.B|\PC){0,80}"#,
    ) {
        let text = Text::new(&raw);
        let text = text.as_str();
        let mut last = 0;
        for span in sentences(text) {
            prop_assert!(text[last..span.start].trim().is_empty());
            prop_assert!(!span.is_empty());
            prop_assert_eq!(text[span.clone()].trim(), &text[span.clone()]);
            last = span.end;
        }
        prop_assert!(text[last..].trim().is_empty());
    }
}

/// Every stop looks at a few characters around it, however long the line.
#[test]
fn long_runs_of_stops_take_no_long_time() {
    for piece in [".", ". ", ".\"A", "//a.B", "1.", "T. ", "… ", ".)", "\"."] {
        let text = piece.repeat(300_000);
        assert!(!sentences(&text).is_empty());
    }
}

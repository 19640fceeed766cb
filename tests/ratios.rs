//! Part-and-whole figures are found with their fields, and what only looks like
//! one (a date, an address, a score …) is left alone.

#[path = "support/facts.rs"]
mod facts;

use facts::check;
use trich::record::{Bound, Fact, Record};

/// `anchor numerator/denominator unit`, with `rank` and the bound where there is one.
fn summary(record: &Record) -> Option<String> {
    let Fact::Ratio(ratio) = &record.fact else { return None };
    let mut summary = format!(
        "{} {}/{} {}",
        record.text,
        ratio.numerator.get(),
        ratio.denominator.get(),
        ratio.unit.as_deref().unwrap_or("-")
    );
    if ratio.rank {
        summary += " rank";
    }
    if ratio.bound != Bound::Exact {
        summary += &format!(" {}", serde_json::to_string(&ratio.bound).unwrap().trim_matches('"'));
    }
    Some(summary)
}

#[test]
fn pairs_with_a_stroke() {
    check(
        summary,
        &[
            ("Huyện có 18/21 xã về đích nông thôn mới.", &["18/21 18/21 xã"]),
            (
                "Em Lan đạt 28,5/30 điểm, xếp thứ 3/412 thí sinh.",
                &["28,5/30 28.5/30 điểm", "3/412 3/412 thí sinh rank"],
            ),
            ("Huế xếp thứ 1/34 tỉnh, Cần Thơ 6/34 tỉnh.", &["1/34 1/34 tỉnh rank", "6/34 6/34 tỉnh rank"]),
            ("Có hơn 2/3 số hộ dân đã nhận tiền.", &["2/3 2/3 số hộ dân >"]),
            ("Bản án tuyên tử hình 4/9 bị cáo.", &["4/9 4/9 bị cáo"]),
            ("Bài thi được 95/100.", &["95/100 95/100 -"]),
            ("Tỷ suất là 12,4/100.000 dân.", &["12,4/100.000 12.4/100000 dân"]),
            ("Xác suất chỉ khoảng 1/20 triệu.", &["1/20 triệu 1/20000000 - ~"]),
            ("Sản lượng chỉ bằng 1/3 so với vụ trước.", &["1/3 1/3 -"]),
            ("Nước ngập 1/2 khuôn bánh.", &["1/2 1/2 khuôn"]),
            ("Doanh thu bằng 1/3 cùng kỳ.", &["1/3 1/3 -"]),
            ("Thêm 1/2 thìa muối và 1/4 quả chanh.", &["1/2 1/2 thìa", "1/4 1/4 quả"]),
            ("Đội thua 2/5 trận gần nhất.", &["2/5 2/5 trận"]),
            ("Tay vợt cứu 4/7 (57%) điểm nguy hiểm.", &["4/7 4/7 điểm"]),
            ("Kỳ họp thông qua với 100% đại biểu, 48/48 phiếu thuận.", &["48/48 48/48 phiếu"]),
            ("Anh có trình độ văn hóa 12/12, chưa vợ.", &["12/12 12/12 -"]),
            (
                "Chị cho rằng 3/5 lượng hàng đi đường thủy, 1/5 quỹ nhà để trống.",
                &["3/5 3/5 lượng hàng", "1/5 1/5 quỹ nhà"],
            ),
            ("Đội giữ tỉ lệ 1/4 của năm ngoái.", &["1/4 1/4 -"]),
            ("Dịch làm chết 4/5 con lợn, hỏng 3/5 chiếc ô tô.", &["4/5 4/5 con lợn", "3/5 3/5 chiếc ô tô"]),
            ("Có 37,5% số khách ở Huế (3/8), còn lại ở Vinh (1/4).", &["3/8 3/8 -"]),
            ("Tay vợt cứu 4/7 (57%) quả.", &["4/7 4/7 quả"]),
            ("Máy có bộ nhớ trong 64/128 GB.", &[]),
            ("Nhà đầu tư trên 1.200 người đã đến.", &[]),
        ],
    );
}

#[test]
fn pairs_in_words() {
    check(
        summary,
        &[
            ("Gần một phần tư dân số sống ở ven biển.", &["một phần tư 1/4 dân số ~"]),
            ("Chỉ ba phần mười diện tích được tưới.", &["ba phần mười 3/10 diện tích"]),
            ("Phường đã cấp 52 trên tổng số 70 giấy phép.", &["52 trên tổng số 70 52/70 giấy phép"]),
            ("Đã bàn giao 30 căn hộ trong tổng số 45 căn hộ.", &["30 căn hộ trong tổng số 45 30/45 căn hộ"]),
            (
                "Luật được 310 phiếu trên tổng số 402 đại biểu ủng hộ.",
                &["310 phiếu trên tổng số 402 310/402 đại biểu"],
            ),
            (
                "Có 1,2 triệu phiếu trong tổng số 2,5 triệu phiếu.",
                &["1,2 triệu phiếu trong tổng số 2,5 triệu 1200000/2500000 phiếu"],
            ),
            ("Kết quả khảo sát: 6 trong 10 phụ huynh lo.", &["6 trong 10 6/10 phụ huynh"]),
            ("Chỉ 1 trong 5 trẻ được đến viện ngay.", &["1 trong 5 1/5 trẻ"]),
            ("Có năm trên 15.000 ca mắc.", &[]),
            ("Ảnh chụp 20 xã Trong số 40 xã này.", &[]),
            ("Tàu cách 6 hải lý, một trong số 7 đảo.", &[]),
            ("Anh thắng trận thứ 2 trên 5 trận.", &["2 trên 5 2/5 trận"]),
            ("Việt Nam xếp thứ 5 trên 32 nước dự thi.", &["5 trên 32 5/32 nước rank"]),
            ("Cứ 7 trong 10 người được hỏi thì đồng tình.", &["7 trong 10 7/10 người"]),
            ("Ba trong bốn nạn nhân đã xuất viện.", &["Ba trong bốn 3/4 nạn nhân"]),
            ("Cứ 1 trong 20 trẻ mắc bệnh này.", &["1 trong 20 1/20 trẻ"]),
            (
                "Quỹ có 14 triệu USD trên tổng số 50 triệu USD.",
                &["14 triệu USD trên tổng số 50 triệu 14000000/50000000 USD"],
            ),
        ],
    );
}

#[test]
fn what_only_looks_like_a_ratio() {
    check(
        summary,
        &[
            ("Sáng 7/10, hội nghị khai mạc.", &[]),
            ("Dịp lễ 30/4 và 1/5, du khách tăng.", &[]),
            ("Lịch nghỉ từ 2/9 - 4/9.", &[]),
            ("Đội gặp chủ nhà (4/6) trên sân nhà.", &[]),
            ("Văn bản 167/2017 đã hết hạn.", &[]),
            ("Quý 1/2017 và tháng 3/2017 đều tăng.", &[]),
            ("Mùa 2016/17, mùa 2016/2017 và ngày 01/05.", &[]),
            ("Theo Nghị định 46/2016/NĐ-CP và Nghị quyết 30/NQ-CP.", &[]),
            ("Nhà ở số 12/50 đường Láng, ngõ 3/45 phố Huế, km 12/30.", &[]),
            ("Trực 24/24 giờ, mở cửa 24/7, 7/7 ngày.", &[]),
            ("Vé số Mega 6/45 và Power 6/55.", &[]),
            ("Quy hoạch chi tiết tỷ lệ 1/500 và bản đồ 1/2000.", &[]),
            ("Vào vòng 1/8 rồi thua 1/3 ở trận sau.", &[]),
            ("Kèo chấp (0 : 1/4) và (1/2 : 0).", &[]),
            ("Huyết áp 120/80, giá 5 triệu đồng/tháng, gió 12m/s.", &[]),
            ("Chị là 1 trong 7 người sống sót, một trong những nhân chứng.", &[]),
            ("Đây là 1 trong tổng số 7 công trình.", &[]),
            ("Cơ hội là 50/50.", &[]),
            ("Một phần năm 2016, một phần tư nhân góp vốn.", &[]),
            ("Công khai quy hoạch 1/500 khu vực bờ sông.", &[]),
            ("Gọi số +44/7423638350 hoặc đến trụ sở 16/26 Lý Nam Đế.", &[]),
        ],
    );
}

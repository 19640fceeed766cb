//! What percentages are about and what they are of: one table for each way in which a sentence
//! says it.

#[path = "support/facts.rs"]
mod facts;

use facts::check;
use trich::record::{Fact, Record};

/// `subject < base`.
fn links(record: &Record) -> Option<String> {
    let Fact::Percentage(percentage) = &record.fact else { return None };
    let name = |phrase: &Option<String>| phrase.clone().unwrap_or_else(|| "-".to_owned());
    Some(format!("{} < {}", name(&percentage.subject), name(&percentage.base)))
}

#[test]
fn subjects_and_bases() {
    check(
        links,
        &[
            ("Năm 2024, thu ngân sách vượt 12% dự toán năm.", &["thu ngân sách < dự toán năm"]),
            ("Theo báo cáo, tỷ lệ hộ nghèo còn 3,9%.", &["tỷ lệ hộ nghèo < -"]),
            (
                "Kim ngạch xuất khẩu đạt 5 tỷ USD, tăng 8% so với cùng kỳ năm 2016.",
                &["Kim ngạch xuất khẩu < cùng kỳ năm 2016"],
            ),
            ("Có 80% hộ dân có nước sạch.", &["- < hộ dân"]),
            ("Ông An nắm 30% cổ phần của công ty.", &["Ông An < cổ phần của công ty"]),
            ("Cổ phiếu A giảm 11%, cổ phiếu B giảm 13%.", &["Cổ phiếu A < -", "cổ phiếu B < -"]),
            ("Giá cam và chanh dây lần lượt tăng 2% và 3%.", &["Giá cam < -", "chanh dây < -"]),
            (
                "Xuất khẩu gạo tăng 12% về lượng nhưng giảm 7% về giá trị.",
                &["Xuất khẩu gạo < -", "Xuất khẩu gạo < -"],
            ),
            (
                "Ông An được 45% phiếu bầu, hơn ông Bình (30%) và bà Chi (25%).",
                &["Ông An < phiếu bầu", "ông Bình < phiếu bầu", "bà Chi < phiếu bầu"],
            ),
            (
                "Doanh thu tăng 8% và lợi nhuận giảm 2% so với năm 2016.",
                &["Doanh thu < năm 2016", "lợi nhuận < năm 2016"],
            ),
            ("Số vụ cháy giảm 24% từ năm 2014.", &["Số vụ cháy < năm 2014"]),
            ("Lương của chị cao hơn mức trung bình 15%.", &["Lương của chị < mức trung bình"]),
            ("Sở cắt giảm 30% số biên chế.", &["- < số biên chế"]),
            ("Thành công thì 30% do năng khiếu, 70% do rèn luyện.", &["năng khiếu < -", "rèn luyện < -"]),
            ("Công ty có lợi nhuận 15 tỷ đồng, tăng 17% so với năm 2015.", &["lợi nhuận < năm 2015"]),
            ("Trong số 40 hộ được hỏi, 90% dùng nước giếng.", &["- < 40 hộ"]),
            (
                "60% số cây mắc bệnh sẽ hồi phục, 30% sẽ có sẹo.",
                &["- < số cây mắc bệnh", "- < số cây mắc bệnh"],
            ),
            ("Tỷ lệ bệnh nhân có hút thuốc là 90%.", &["Tỷ lệ bệnh nhân có hút thuốc < -"]),
            ("Lượng gạo do hợp tác xã nắm giữ đã giảm 2%.", &["Lượng gạo < -"]),
            ("Trong số các hộ, 60% của nhóm nghèo đã vay vốn.", &["- < nhóm nghèo"]),
            ("Thu ngân sách vượt chỉ tiêu tỉnh giao tối thiểu 5%.", &["Thu ngân sách < chỉ tiêu tỉnh giao"]),
            ("Tỷ lệ đường làng được cứng hóa từ 80%.", &["Tỷ lệ đường làng được cứng hóa < -"]),
            ("Tỷ lệ trẻ đến lớp đạt 99%.", &["Tỷ lệ trẻ đến lớp < -"]),
            ("Tỷ lệ cho vay với mã này là 30%.", &["Tỷ lệ cho vay với mã này < -"]),
            ("Chất béo không quá 25% năng lượng.", &["Chất béo < năng lượng"]),
            ("Nhà máy chỉ hoạt động 40% công suất.", &["Nhà máy < công suất"]),
            ("Giải ngân cao hơn 5% so với bình quân cả nước.", &["Giải ngân < bình quân cả nước"]),
            (
                "Ông Lực nâng tỷ lệ sở hữu từ 4% lên 6% vốn điều lệ.",
                &["tỷ lệ sở hữu < vốn điều lệ", "tỷ lệ sở hữu < vốn điều lệ"],
            ),
            ("Thành phố nâng thuế lên 30%, thay vì mức 25%.", &["thuế < -", "thuế < -"]),
            ("Hải Phòng, nơi chiếm 40% lượng gỗ, gặp khó.", &["Hải Phòng < lượng gỗ"]),
            ("So với năm 2020 giảm 24 vụ (giảm 5%).", &["vụ < năm 2020"]),
            ("Giá rau giảm 9% so tháng trước.", &["Giá rau < tháng trước"]),
            ("Doanh số đạt 300 chiếc, tăng 13%.", &["Doanh số < -"]),
            ("Quý này tăng 3 vụ cháy (60%).", &["vụ cháy < -"]),
            ("Khối ngoại tăng mua 26%.", &["Khối ngoại < -"]),
            ("Trong doanh thu, vé chiếm 60%.", &["vé < doanh thu"]),
            ("Lãi ròng tăng 9% với cùng kỳ năm trước.", &["Lãi ròng < cùng kỳ năm trước"]),
            ("Giá rau giảm 9% so với năm trước như dự tính.", &["Giá rau < năm trước"]),
            ("Về lãi suất với nông dân ở mức 5%.", &["lãi suất với nông dân < -"]),
            ("Hơn 90% đơn thuộc lĩnh vực đất đai.", &["- < đơn"]),
            ("Chỉ 62% tổ hoạt động hiệu quả.", &["- < tổ"]),
            (
                "Thời gian sử dụng máy cày đã tăng 9% so với cùng kì.",
                &["Thời gian sử dụng máy cày < cùng kì"],
            ),
            ("Lương cơ bản của thợ đang cao hơn 15%.", &["Lương cơ bản của thợ < -"]),
            ("Tổng sản phẩm (GRDP) của tỉnh tăng 8%.", &["Tổng sản phẩm (GRDP) của tỉnh < -"]),
            ("Vốn vào bất động sản đạt 15% kế hoạch.", &["Vốn vào bất động sản < kế hoạch"]),
            ("Tây Nguyên có lượng mưa cao hơn 20% so với năm trước.", &["lượng mưa < năm trước"]),
            ("Cần đạt mục tiêu tăng trưởng 8%.", &["tăng trưởng < -"]),
            ("Nhà nước nắm giữ 5 triệu cổ phần, tương ứng chiếm 51% vốn.", &["Nhà nước < vốn"]),
            (
                "Cà Mau chỉ chiếm 2% dân số, nhưng là nơi chứa 40% diện tích nuôi tôm.",
                &["Cà Mau < dân số", "Cà Mau < diện tích nuôi tôm"],
            ),
            ("Kết quả khả quan (90% diện tích đã có nước).", &["- < diện tích"]),
            (
                "Hộ khá thu về 60% lợi nhuận, 40% còn lại về tay hộ nghèo.",
                &["Hộ khá < lợi nhuận", "- < lợi nhuận"],
            ),
            (
                "Tiêu dùng tăng 2% so với mức giảm 1% của tháng trước.",
                &["Tiêu dùng < mức giảm 1% của tháng trước", "Tiêu dùng < -"],
            ),
            (
                "Có 15.000 doanh nghiệp mới (so cùng kỳ tăng 10% về số doanh nghiệp).",
                &["số doanh nghiệp < cùng kỳ"],
            ),
            (
                "Chủ nhà 2 Sút trúng đích 5 47% Thời gian kiểm soát bóng 53% Đội khách",
                &["Thời gian kiểm soát bóng < -", "Thời gian kiểm soát bóng < -"],
            ),
            ("Thuế là 7%, trong khi tại Huế chỉ là 6%.", &["Thuế < -", "Thuế < -"]),
            ("Liên danh A dẫn trước liên danh B 8 điểm phần trăm.", &["Liên danh A < liên danh B"]),
            ("Đồng yên tăng 1% giá trị.", &["Đồng yên < giá trị"]),
            ("Hội đề xuất mức tăng khoảng 2%.", &["mức tăng < -"]),
            ("Chỉ số giá rau, phản ánh nhiều hơn mùa vụ, giảm 0,6%.", &["Chỉ số giá rau < -"]),
            (
                "Tổng lượng nước về hồ nhỏ hơn trung bình nhiều năm 30 - 40%.",
                &["Tổng lượng nước về hồ < trung bình nhiều năm"],
            ),
            (
                "7/21 (33%) Điểm đập bóng 6/7 (86%) 80% (4/5) Cứu bóng 20% (1/5)",
                &["Điểm đập bóng < -", "Điểm đập bóng < -", "Cứu bóng < -", "Cứu bóng < -"],
            ),
            ("Độ ẩm: 66% Hướng gió: Đông Nam", &["Độ ẩm < -"]),
            ("Con tàu sẽ lọt 24% hành trình vào vùng bão.", &["Con tàu < hành trình"]),
            ("Đoàn kiểm tra ghi nhận 90% hộ dân đã có nước.", &["- < hộ dân"]),
            ("Công ty bỏ ra 5 tỷ đồng để mua 30% số máy.", &["Công ty < số máy"]),
            (
                "Như vậy, so với quý trước, giá cam tăng 8%; trong khi đó giá chanh giảm 6%.",
                &["giá cam < quý trước", "giá chanh < quý trước"],
            ),
            (
                "Xe con (tăng 10%) và xe tải (giảm 20%) so với tháng trước.",
                &["Xe con < tháng trước", "xe tải < tháng trước"],
            ),
            ("Giá cam tăng 23%, tương ứng tăng 3 nghìn đồng so với năm trước.", &["Giá cam < năm trước"]),
            (
                "Lượng khách tăng 11% so với tháng 4 (cùng kỳ năm ngoái tăng 8%).",
                &["Lượng khách < tháng 4", "Lượng khách < -"],
            ),
            ("Ngành may, thêu tăng 4%.", &["Ngành may, thêu < -"]),
            (
                "Tăng tỷ lệ điện từ các nguồn sạch và tái tạo lên 20%.",
                &["tỷ lệ điện từ các nguồn sạch và tái tạo < -"],
            ),
            ("Ông An, Chủ tịch HĐQT Công ty Hải Âu góp 8% vốn điều lệ.", &["Ông An < vốn điều lệ"]),
            ("Ông Bình, 54 tuổi, đã giành được 50% số phiếu.", &["Ông Bình < số phiếu"]),
            ("Xếp thứ hai là công ty Hải Âu, chiếm 20%.", &["công ty Hải Âu < -"]),
            ("Xếp sau là bà Chi với 21%.", &["bà Chi < -"]),
            ("Với 17% thị phần, Hải Âu đứng đầu.", &["Hải Âu < thị phần"]),
            ("Lượng khách đạt 5 triệu người, ước đạt 6 triệu người (tăng 20%).", &["Lượng khách < -"]),
            ("Công ty mua phần vốn góp 30 tỷ đồng, tương đương 12% vốn.", &["phần vốn góp < vốn"]),
            ("Máy ảnh Hải Âu có màn hình chiếm 98% mặt sau.", &["màn hình < mặt"]),
            ("Ngân hàng giảm 0,25% lãi suất cho vay.", &["lãi suất cho vay < -"]),
            (
                "Toàn tỉnh giảm 20% số vụ, giảm 30% số người bị nạn so với cùng kỳ.",
                &["số vụ < cùng kỳ", "số người < cùng kỳ"],
            ),
            ("Phần lớn người được hỏi (84%) cho rằng giá còn tăng.", &["- < người được hỏi"]),
            ("Tổng số vé là 5.000, trong đó vé mời khoảng 6%.", &["vé mời < Tổng số vé"]),
            (
                "Thực phẩm chức năng (chiếm 83% doanh thu) bán chạy nhất.",
                &["Thực phẩm chức năng < doanh thu"],
            ),
            ("Số vốn tăng 12% về số doanh nghiệp.", &["số doanh nghiệp < -"]),
            ("Giá vàng trong quỹ A – quỹ lớn nhất – đã tăng 1%.", &["Giá vàng trong quỹ A < -"]),
            ("Dòng máy chạy pin vẫn chiếm 84% doanh thu.", &["Dòng máy chạy pin < doanh thu"]),
            (
                "Hiệp hội lớn nhất vùng, bao trùm 23% diện tích, chiếm 45% dân số.",
                &["Hiệp hội lớn nhất vùng < diện tích", "Hiệp hội lớn nhất vùng < dân số"],
            ),
            ("Hơn 50% vốn góp của xã viên đã chuyển nhượng.", &["- < vốn góp của xã viên"]),
            ("Khoảng 70% hộ bị ngập được hỏi đều đã khám.", &["- < hộ bị ngập"]),
            ("Tỷ lệ cây sống trên 5 năm xấp xỉ 40%.", &["Tỷ lệ cây sống trên 5 năm < -"]),
            ("Ảnh: Lê An/TTX Chỉ số tồn kho tăng 10%.", &["Chỉ số tồn kho < -"]),
            ("Thuế muối là 20%, đường - 15%, bột ngô - 12%.", &["Thuế muối < -", "đường < -", "bột ngô < -"]),
            ("Bãi bồi mất 10% diện tích.", &["Bãi bồi < diện tích"]),
            ("Đoàn khách hủy khoảng 30%.", &["Đoàn khách < -"]),
            ("Hãng đạt doanh số bán hàng 300 xe, tăng 6%.", &["doanh số bán hàng < -"]),
            ("Chợ hoa đạt 5 triệu khách, tăng 6%.", &["Chợ hoa < -"]),
            ("Trong 66% trường hợp, các thủ kho đã báo trước.", &["- < trường hợp"]),
            ("Tỷ lệ này tăng nhanh, từ 35% lên 54%.", &["Tỷ lệ này < -", "Tỷ lệ này < -"]),
            ("Khoảng 8% người bị đau lưng bỏ việc.", &["- < người bị đau lưng"]),
            (
                "Cam chiếm 25%, bưởi 20% còn chanh xếp cuối với 9%.",
                &["Cam < -", "bưởi < -", "chanh xếp cuối < -"],
            ),
        ],
    );
}

#[test]
fn subjects_of_verbs() {
    check(
        links,
        &[
            ("Hội đồng nâng lãi suất cho vay lên mức mới là 6%.", &["lãi suất cho vay < -"]),
            (
                "Khối ngoại bán ra 2 triệu đơn vị, giá trị 30 tỷ đồng, giảm 5% về lượng và 7% về giá trị.",
                &["lượng < -", "giá trị < -"],
            ),
            (
                "Xuất khẩu sang Lào, Nga, Ý tăng lần lượt 2%, 3% và 4%.",
                &["Xuất khẩu sang Lào < -", "Nga < -", "Ý < -"],
            ),
            ("Huế, Vinh và Đà Nẵng lần lượt tăng 2%, 3% và 4%.", &["Huế < -", "Vinh < -", "Đà Nẵng < -"]),
            (
                "Doanh thu là 27 tỷ đồng, lợi nhuận là 2 tỷ đồng, tăng lần lượt 30% và 23%.",
                &["Doanh thu < -", "lợi nhuận < -"],
            ),
            ("Ban quản lý đặt kế hoạch doanh thu là 17 tỷ đồng, tăng 20%.", &["doanh thu < -"]),
            ("Cây cầu do hãng Sơn Ca thi công, hiện đạt 90% khối lượng.", &["Cây cầu < khối lượng"]),
            ("GRDP của tỉnh dự kiến tăng trưởng 8%.", &["GRDP của tỉnh < -"]),
            ("Ngành thủy sản dự kiến tăng trưởng 8%.", &["Ngành thủy sản < -"]),
            (
                "Một số chợ tăng mạnh so với tháng trước là chợ hoa tăng 9%, chợ cá tăng 4%.",
                &["chợ hoa < tháng trước", "chợ cá < tháng trước"],
            ),
            ("Vài mã rớt sâu như HAI giảm 3%, SON giảm 2%.", &["HAI < -", "SON < -"]),
            ("Cổ phiếu vận tải dẫn dắt với HAI tăng 2%, SON tăng 1%.", &["HAI < -", "SON < -"]),
            ("Có 90 ca sốt được xác nhận, tăng 20%.", &["ca sốt < -"]),
            ("Có 80 hộ kinh doanh rút lui khỏi chợ, tăng 7%.", &["hộ kinh doanh rút lui khỏi chợ < -"]),
            ("Xưởng may đem lại doanh thu 9 tỷ đồng, tăng 12%.", &["doanh thu < -"]),
            ("Huyện thu hút 20 dự án, mức cao nhất từ năm 2019 và tăng 5%.", &["Huyện < -"]),
            ("Khói bếp là nguyên nhân gây ra 25% ca ho.", &["Khói bếp < ca ho"]),
            ("Nhà máy Sơn Ca có công suất 3 triệu tấn, đáp ứng 30% nhu cầu.", &["Nhà máy Sơn Ca < nhu cầu"]),
            ("VNPT huyện có 4.000 thuê bao, chiếm 76% thị phần.", &["VNPT huyện < thị phần"]),
            ("Quỹ Hải Âu đạt mức tăng trưởng ấn tượng 12%.", &["Quỹ Hải Âu < -"]),
            ("Chợ duy trì được mức tăng khoảng 7%.", &["Chợ < -"]),
            ("Thuế nhập khẩu giảm từ 40% về 30%.", &["Thuế nhập khẩu < -", "Thuế nhập khẩu < -"]),
            ("Tỷ lệ khách trung thành với quán này đạt 92%.", &["Tỷ lệ khách trung thành với quán này < -"]),
            (
                "Công suất của các nhà nghỉ, khách sạn, lán trại đạt 80%.",
                &["Công suất của các nhà nghỉ, khách sạn, lán trại < -"],
            ),
            ("Các tỉnh Huế, Vinh, Đà Nẵng tăng 5%.", &["Các tỉnh Huế, Vinh, Đà Nẵng < -"]),
            ("Khu đất có diện tích 5 ha, tương đương 20%.", &["Khu đất < -"]),
            ("Ông Lê An - chồng của bà Tám nắm 40% vốn.", &["Ông Lê An < vốn"]),
            ("Tỷ lệ chết khi mắc bệnh dại khoảng 95%.", &["Tỷ lệ chết khi mắc bệnh dại < -"]),
            ("Tỷ lệ mắc do nước bẩn chiếm 34%.", &["Tỷ lệ mắc < -"]),
            (
                "Tuyến đường Cát Hải – Đình Vũ Nam đạt 92% giá trị hợp đồng.",
                &["Tuyến đường Cát Hải – Đình Vũ Nam < giá trị hợp đồng"],
            ),
            (
                "Năm 2018 trường vượt 30% và năm 2019 vượt 46% so với chỉ tiêu.",
                &["trường < chỉ tiêu", "trường < chỉ tiêu"],
            ),
            ("Thuốc giảm nguy cơ ho lên đến 50%.", &["nguy cơ ho < -"]),
            ("Máy mới tăng công suất lên 14% so với máy cũ.", &["công suất < máy cũ"]),
            ("Giảm thuế nhập khẩu về 0%.", &["thuế nhập khẩu < -"]),
            ("Đề xuất tăng lương 13% vào năm sau.", &["lương < -"]),
        ],
    );
}

#[test]
fn subjects_beside_percentages() {
    check(
        links,
        &[
            ("Người dân nên giữ vàng với tỷ trọng 30%.", &["vàng < -"]),
            ("Đảng Cánh Buồm với 8% cử tri ủng hộ vẫn xếp cuối.", &["Đảng Cánh Buồm < cử tri"]),
            ("Các kho thóc xử lý khoảng 11% những lô hàng nhập về.", &["Các kho thóc < những lô hàng nhập"]),
            ("Bệnh này xuất hiện ở khoảng 5% các trại nuôi.", &["Bệnh này < các trại"]),
            ("Khói bếp là nguyên nhân của 25% ca ho.", &["Khói bếp < ca ho"]),
            ("Hải Âu cho biết sẽ mua 49% cổ phần của bến tàu.", &["Hải Âu < cổ phần của bến tàu"]),
            ("Hãng vừa được Hải Âu mua lại 34% cổ phần.", &["Hải Âu < cổ phần"]),
            ("Trả cổ tức bằng tiền, tỷ lệ 8%.", &["cổ tức bằng tiền < -"]),
            ("Lãi suất kỳ hạn 5 năm tại 6%.", &["Lãi suất kỳ hạn 5 năm < -"]),
            ("Cửa hàng nhập 3 xe máy mới 100% từ Nhật.", &["xe máy < -"]),
            ("Đây là doanh nghiệp 100% vốn nước ngoài.", &["- < vốn nước ngoài"]),
            ("Tôi chắc chắn 100% về việc này.", &["- < -"]),
            ("Sơn Ca giữ 51% gạo, 49% còn lại thuộc về Hải Âu.", &["Sơn Ca < gạo", "Hải Âu < gạo"]),
            ("Chiếm đến 90% là cam sành.", &["cam sành < -"]),
        ],
    );
}

#[test]
fn objects_as_subjects() {
    check(
        links,
        &[
            ("Giá vé đã gồm 10% VAT.", &["VAT < -"]),
            ("Người thuê phải nộp 20% thuế thu nhập.", &["thuế thu nhập < -"]),
            ("Trả góp 0% lãi suất trong 6 tháng.", &["lãi suất < -"]),
            ("Xe dưới 9 chỗ được miễn 50% phí cầu.", &["- < phí cầu"]),
            ("Thuốc làm giảm 25% chức năng gan.", &["chức năng gan < -"]),
            ("Quả mướp chứa 90% nước.", &["nước < Quả mướp"]),
            ("Mức tăng 7% của quỹ Hải Âu gây bất ngờ.", &["quỹ Hải Âu < -"]),
        ],
    );
}

#[test]
fn percentages_in_brackets() {
    check(
        links,
        &[
            ("Có 91 học sinh đăng ký vào lớp 1 (đạt 72%).", &["học sinh đăng ký vào lớp 1 < -"]),
            ("Có 74 người ứng cử là người ngoài Đảng (chiếm 8%).", &["người ứng cử là người ngoài Đảng < -"]),
            ("Có 85 hộ tham gia bỏ phiếu (90%).", &["hộ tham gia bỏ phiếu < -"]),
            ("Tỷ lệ cấp sổ đạt cao (89%).", &["Tỷ lệ cấp sổ < -"]),
            ("Ông Lê An (người nắm giữ 60% cổ phần) vắng mặt.", &["Ông Lê An < cổ phần"]),
            ("Xưởng có 60 công nhân, trong đó 15 thợ chính (chiếm 25%).", &["thợ chính < công nhân"]),
            (
                "Có 300 hộ dự họp trên tổng số 400 hộ được mời (tỷ lệ 75%).",
                &["hộ dự họp < tổng số 400 hộ được mời"],
            ),
            ("Gần một nửa (48%) số hộ còn lo.", &["- < số hộ"]),
            ("Hai phần ba (62%) số máy bơm không chạy.", &["- < số máy bơm"]),
            ("Phần lớn (61%) số vụ cháy do chập điện.", &["- < số vụ cháy"]),
            ("Khoảng 1/3 người được hỏi (tương đương 36%) nói đồng ý.", &["- < người được hỏi"]),
        ],
    );
}

#[test]
fn wholes_of_shares() {
    check(
        links,
        &[
            (
                "Ba chợ đóng góp lớn vào tổng thu của huyện, như chợ hoa chiếm 20%.",
                &["chợ hoa < tổng thu của huyện"],
            ),
            ("Hàng khô đứng đầu trong cơ cấu doanh thu, chiếm 50%.", &["Hàng khô < cơ cấu doanh thu"]),
            (
                "Hợp tác xã có vốn góp là 3 tỷ đồng, trong đó vốn của huyện chiếm 40%.",
                &["vốn của huyện < vốn góp"],
            ),
            ("Trại làm 200 tấn phân bón (trong đó phân xanh chiếm 40%).", &["phân xanh < phân bón"]),
            ("Trong số 90 thí sinh của huyện có 36 em đỗ, chiếm 40%.", &["em < thí sinh của huyện"]),
            ("Trạm có 116 bệnh nhân nhẹ, 60% đến từ xã bên.", &["- < bệnh nhân nhẹ"]),
            ("Đàn bò của ông có 80% là bò lai.", &["- < Đàn bò của ông"]),
            ("Mở thùng thấy hơn 5.000 quả bưởi, trong đó có 20% là bưởi chua.", &["- < quả bưởi"]),
            ("Nước dừa hơn 90% là nước.", &["- < Nước dừa"]),
            ("Môn Toán có 91% bài trên 5 điểm.", &["- < bài"]),
            ("Lan bị bỏng 10% độ 2.", &["Lan < -"]),
        ],
    );
}

#[test]
fn what_changes_are_compared_with() {
    check(
        links,
        &[
            (
                "Một số chợ tăng cao so với tháng trước: chợ hoa tăng 9%; chợ cá tăng 4%.",
                &["chợ hoa < tháng trước", "chợ cá < tháng trước"],
            ),
            (
                "Lượng khách sụt giảm so với cùng kỳ, chỉ đạt 3.000 người, giảm 38%.",
                &["Lượng khách < cùng kỳ"],
            ),
            ("Giá vàng tăng 2% lên 80 triệu đồng so với tuần trước.", &["Giá vàng < tuần trước"]),
            ("Dân số xã đã tăng 2% kể từ năm 2005.", &["Dân số xã < năm 2005"]),
            ("Số ca bệnh giảm 17% từ mức 900 ca năm 2015.", &["Số ca bệnh < mức 900 ca năm 2015"]),
            ("Giá vé tăng 1% ngày thứ ba.", &["Giá vé < -"]),
            ("Giá bán tăng 1% Một nguyên nhân là chi phí.", &["Giá bán < -"]),
            ("Giá gạo thấp hơn 10% so với chỉ tiêu là 75%.", &["Giá gạo < chỉ tiêu", "chỉ tiêu < -"]),
            (
                "Thị phần của hãng đạt 5%, thấp hơn so với 39% của Hải Âu.",
                &["Thị phần của hãng < -", "Hải Âu < -"],
            ),
            ("Giá vé giảm so với tham chiếu tương ứng 0,9%.", &["Giá vé < tham chiếu"]),
        ],
    );
}

#[test]
fn labels_of_tables() {
    check(
        links,
        &[
            (
                "(62%) Giao bóng một (65%) (72%) Giao bóng hai (53%)",
                &["Giao bóng một < -", "Giao bóng một < -", "Giao bóng hai < -", "Giao bóng hai < -"],
            ),
            ("+ Hải Âu - 31% tương đương 31 bóng + Sơn Ca - 30%.", &["Hải Âu < -", "Sơn Ca < -"]),
        ],
    );
}

#[test]
fn sentences_of_the_day() {
    check(
        links,
        &[
            ("Sau sáp nhập, tỉnh có 135 xã, phường, giảm 62,3% so với trước.", &["xã, phường < trước"]),
            ("Phường đã giải quyết 4.512 hồ sơ, trong đó 98,6% đúng hạn.", &["- < hồ sơ"]),
            ("Ngành chế biến, chế tạo tăng 10,4%.", &["Ngành chế biến, chế tạo < -"]),
            (
                "Đặc khu Phú Quốc đón 7,6 triệu lượt khách, đạt 105,2% kế hoạch năm.",
                &["khách < kế hoạch năm"],
            ),
            (
                "Số ca sốt trong tuần giảm 14%, nhưng lũy kế vẫn cao hơn 35% so với năm ngoái.",
                &["Số ca sốt < -", "Số ca sốt < năm ngoái"],
            ),
            ("Mức lương tối thiểu dự kiến tăng 7,2% từ đầu năm 2026.", &["Mức lương tối thiểu < -"]),
            (
                "Học sinh nghèo được miễn 100% học phí, hộ cận nghèo được giảm 50%.",
                &["- < học phí", "hộ cận nghèo < -"],
            ),
            ("Ngành du lịch phục hồi 98% so với trước dịch.", &["Ngành du lịch < trước dịch"]),
            (
                "Gạo thơm chiếm 12% sản lượng nhưng mang về 30% lợi nhuận.",
                &["Gạo thơm < sản lượng", "Gạo thơm < lợi nhuận"],
            ),
            ("Nhóm hàng mây tre ước tính trị giá là 2 tỷ đồng, giảm 4%.", &["Nhóm hàng mây tre < -"]),
            ("Số thí sinh đạt trên 20 điểm là 900 em, chiếm 2%.", &["Số thí sinh đạt trên 20 điểm < -"]),
            (
                "Tổng nợ xấu mà công ty Sơn Ca đã mua là 90 tỷ đồng, chiếm 3% tổng dư nợ.",
                &["Tổng nợ xấu < tổng dư nợ"],
            ),
            (
                "Các thành viên chiếm tới 78% vốn, 75% hàng hóa và 79% khách.",
                &["Các thành viên < vốn", "Các thành viên < hàng hóa", "Các thành viên < khách"],
            ),
            ("Giải ngân mới đạt 19% trên vốn đầu tư.", &["Giải ngân < vốn đầu tư"]),
            (
                "Tỷ lệ ủng hộ của thủ đô là 84%, trong khu vực ven đô là trên 85%.",
                &["Tỷ lệ ủng hộ của thủ đô < -", "Tỷ lệ ủng hộ của thủ đô < -"],
            ),
            (
                "Mã HAI vẫn mất 6% về 84.300 đồng/cổ phiếu trong khi đó SON cũng giảm 1%.",
                &["Mã HAI < -", "SON < -"],
            ),
        ],
    );
}

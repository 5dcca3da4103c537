//! What stands around the rows of a dirty file.

use super::clean::Clean;
use super::dirt::Dirt;
use super::writer::Writer;
use crate::chance::Chance;

/// What stands above the header.
pub fn write_above(writer: &mut Writer, clean: &Clean, dirt: &[Dirt], chance: &mut Chance) {
    if dirt.contains(&Dirt::Separator) {
        writer.words(&[&format!("\u{1}sep={}", writer.delimiter)], chance);
    }
    if dirt.contains(&Dirt::BlankFirst) {
        writer.newline(chance);
    }
    if dirt.contains(&Dirt::Titles) {
        let titles: &[&str] = if clean.is_chinese {
            &["订单报表", "导出时间：2024-12-31 10:00:00"]
        } else {
            &["Order report", "Report generated 2024-12-31"]
        };
        titles.iter().for_each(|title| writer.words(&[title], chance));
        writer.newline(chance);
    }
    if dirt.contains(&Dirt::TitlesWithCells) {
        let words = if clean.is_chinese {
            ["店铺：", "示例店", "日期："]
        } else {
            ["Shop:", "Example", "Period:"]
        };
        writer.words(&[words[0], words[1]], chance);
        writer.words(&[words[2], "2024-01-01", "2024-12-31"], chance);
    }
    if dirt.contains(&Dirt::TableBefore) {
        let names = if clean.is_chinese {
            ["月份", "订单数", "销售额"]
        } else {
            ["Month", "Orders", "Revenue"]
        };
        writer.words(&names, chance);
        (1..4).for_each(|month| writer.words(&[&format!("2024-{month:02}"), "12", "1234.50"], chance));
        writer.newline(chance);
    }
}

/// The header, of one row or several.
pub fn write_header(writer: &mut Writer, clean: &Clean, dirt: &[Dirt], chance: &mut Chance) {
    let blank = || vec![String::new(); clean.names.len()];
    if dirt.contains(&Dirt::NoHeader) {
        return;
    }
    if dirt.contains(&Dirt::GroupRow) {
        let mut groups = blank();
        groups[0] = if clean.is_chinese { "基本信息".into() } else { "Sale".into() };
        groups[2] = if clean.is_chinese { "明细".into() } else { "Details".into() };
        writer.line(&groups, chance);
    }
    if dirt.contains(&Dirt::SplitNames) {
        let (above, below): (Vec<String>, Vec<String>) = clean.names.iter().map(|name| split(name)).unzip();
        writer.line(&above, chance);
        writer.line(&below, chance);
        return;
    }
    writer.line(&clean.names, chance);
    if dirt.contains(&Dirt::Units) {
        let mut units = blank();
        units[clean.amount] = if clean.is_chinese { "元".into() } else { "USD".into() };
        writer.line(&units, chance);
    }
    if dirt.contains(&Dirt::SecondLanguage) {
        writer.line(&clean.translated, chance);
    }
}

/// `Order ID` as `Order` above `ID`; what has one word stays below.
fn split(name: &str) -> (String, String) {
    if let Some((above, below)) = name.split_once(' ') {
        return (above.into(), below.into());
    }
    match name.char_indices().nth(2) {
        Some((at, _)) if !name.is_ascii() && name.chars().count() > 3 => {
            (name[..at].into(), name[at..].into())
        }
        _ => (String::new(), name.into()),
    }
}

/// What stands below the rows.
pub fn write_below(writer: &mut Writer, clean: &Clean, dirt: &[Dirt], chance: &mut Chance) {
    if dirt.contains(&Dirt::Sum) {
        let mut sum = vec![String::new(); clean.names.len()];
        if writer.delimiter == "  " {
            sum.iter_mut().for_each(|cell| *cell = "-".into());
        }
        sum[0] = chance
            .pick(if clean.is_chinese { &["合计", "总计"] } else { &["Total", "Grand total"] })
            .to_string();
        if writer.delimiter == "  " {
            sum[0] = sum[0].replace(' ', "_");
        }
        sum[clean.amount] = "123456.78".into();
        writer.line(&sum, chance);
    }
    if dirt.contains(&Dirt::TableAfter) {
        let names: &[&str] = if clean.is_chinese {
            &["退款编号", "订单编号", "退款时间", "退款金额"]
        } else {
            &["Refund ID", "Order ID", "Refund Date", "Refund Amount"]
        };
        writer.newline(chance);
        writer.words(names, chance);
        (0..3).for_each(|i| writer.words(&[&format!("R{i}"), "7000037", "2024-05-01", "9.99"], chance));
    }
    if dirt.contains(&Dirt::Footer) {
        writer.newline(chance);
        let count = clean.rows.len().to_string();
        if clean.is_chinese {
            writer.words(&[&format!("共 {count} 条")], chance);
        } else if writer.delimiter == "  " {
            writer.words(&[&count, "record(s)"], chance);
        } else {
            writer.words(&[&count, "record(s) downloaded"], chance);
            writer.words(&["Seller ID : example-seller"], chance);
        }
    }
}

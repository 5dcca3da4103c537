//! The words of an [`Error`]: what was seen, where, and what to do next.

use super::Lang;
use super::format::count;
use crate::error::{Error, Trouble};

/// One or two sentences. `files` are the names of the files given, for the merchant's eyes.
pub fn sentence(error: &Error, files: &[String], lang: Lang) -> String {
    let place = place(error, files, lang);
    let (what, next) = match lang {
        Lang::Zh => chinese(&error.trouble),
        Lang::En => english(&error.trouble),
    };
    match lang {
        Lang::Zh => format!("{place}{what}。{next}。"),
        Lang::En => format!("{place}{what}. {next}."),
    }
}

/// Whether another reading of the columns can help.
pub fn is_about_columns(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::OneColumn
            | Trouble::NoDateColumn
            | Trouble::NoAmountColumn
            | Trouble::NoReadableDate
            | Trouble::NoValidOrder { .. }
            | Trouble::ScientificIds { .. }
            | Trouble::MoneyOverflow
            | Trouble::BadChoice { .. }
    )
}

fn place(error: &Error, files: &[String], lang: Lang) -> String {
    let name = error.file.and_then(|file| files.get(file as usize));
    match (name, error.line, lang) {
        (None, _, _) => String::new(),
        (Some(name), None, Lang::Zh) => format!("{name}："),
        (Some(name), None, Lang::En) => format!("{name}: "),
        (Some(name), Some(line), Lang::Zh) => format!("{name} 第 {line} 行："),
        (Some(name), Some(line), Lang::En) => format!("{name}, line {line}: "),
    }
}

fn chinese(trouble: &Trouble) -> (String, &'static str) {
    match trouble {
        Trouble::Empty => ("文件是空的".into(), "请重新导出一次，确认文件大小不为 0"),
        Trouble::HeaderOnly => ("只有表头，没有一笔订单".into(), "请在店铺后台选更长的时间范围再导出"),
        Trouble::Binary => {
            ("这不是文本文件".into(), "请导出 CSV 格式；如果是表格文件，用表格软件另存为 CSV（UTF-8）")
        }
        Trouble::NotText { format } if format == "utf-16" => {
            ("这是 UTF-16 编码的文本，还读不了".into(), "请用表格软件另存为 CSV（UTF-8）")
        }
        Trouble::NotText { format } => (
            format!("这其实是一个 {} 文件，只是名字像表格", format_name(format)),
            "请在店铺后台导出 CSV，或用表格软件另存为 CSV（UTF-8）",
        ),
        Trouble::Html => {
            ("这是一个网页，不是订单表，多半是登录过期时下载的".into(), "请重新登录店铺后台，再导出一次")
        }
        Trouble::OneColumn => {
            ("只有一列，看不出订单的各个字段".into(), "请确认导出的是订单明细，并以逗号、分号或制表符分隔")
        }
        Trouble::NoDateColumn => {
            ("没有找到下单时间的列".into(), "请导出带下单时间或付款时间的订单表；没有日期就算不出留存")
        }
        Trouble::NoAmountColumn => ("没有找到金额的列".into(), "请导出带实付金额（或数量与单价）的订单表"),
        Trouble::NoReadableDate => {
            ("时间列里没有一个能读懂的日期".into(), "请检查该列的格式，例如 2024-03-09 18:30")
        }
        Trouble::NoValidOrder { rows } => (
            format!("读到 {} 行，没有一行能成为订单", count(*rows)),
            "请查看数据账里每一行的原因，或换一份导出",
        ),
        Trouble::OpenQuote => (
            "从这一行开始的引号一直没有闭合，后面的内容都被吞进了一个单元格".into(),
            "请在这一行补上或删掉多余的引号，或重新导出",
        ),
        Trouble::RecordTooLong { bytes } => (
            format!(
                "从这一行开始的记录长达 {} 字节，超出一行订单可能的长度，多半是引号缺了或多了",
                count(*bytes)
            ),
            "请检查这一行的引号，或重新导出",
        ),
        Trouble::ScientificIds { rows } => (
            format!(
                "订单号被表格软件改成了 1.19E+18 这样的数字（{} 行），不同的订单变成了同一个号",
                count(*rows)
            ),
            "请直接使用店铺后台导出的原文件，不要用表格软件打开后再保存",
        ),
        Trouble::MoneyOverflow => ("金额合计太大，超出能精确计算的范围".into(), "请检查金额列是否选对"),
        Trouble::TooMany => ("订单太多，超出 42 亿笔".into(), "请分段导出，逐段分析"),
        Trouble::BadChoice { name } => (format!("内部选项不合适：{name}"), "请重新选择文件再试"),
        Trouble::BadMapping { name } => (
            format!("这份列的含义读不懂：{name} 这一项不合适"),
            "请在“改列的含义”里重新保存一份，或不带它再试",
        ),
    }
}

fn english(trouble: &Trouble) -> (String, &'static str) {
    match trouble {
        Trouble::Empty => ("the file is empty".into(), "Export it again and check that its size is not 0"),
        Trouble::HeaderOnly => {
            ("there is a header and not one order below it".into(), "Export a longer stretch of time from your shop")
        }
        Trouble::Binary => (
            "this is not a text file".into(),
            "Export as CSV; if it is a spreadsheet, save it as CSV (UTF-8) with your spreadsheet program",
        ),
        Trouble::NotText { format } if format == "utf-16" => (
            "this is text in UTF-16, which cannot be read yet".into(),
            "Save it as CSV (UTF-8) with your spreadsheet program",
        ),
        Trouble::NotText { format } => (
            format!("this is really a {} file under a table's name", format_name(format)),
            "Export CSV from your shop, or save it as CSV (UTF-8) with your spreadsheet program",
        ),
        Trouble::Html => (
            "this is a web page and not a table of orders, mostly what a shop sends when the login has expired".into(),
            "Log in to your shop and export again",
        ),
        Trouble::OneColumn => (
            "there is only one column, so the parts of an order cannot be told apart".into(),
            "Check that this is an export of orders, with commas, semicolons or TABs between the cells",
        ),
        Trouble::NoDateColumn => (
            "no column looks like the time of an order".into(),
            "Export orders with their order or payment time; without dates there is no retention",
        ),
        Trouble::NoAmountColumn => (
            "no column looks like an amount".into(),
            "Export orders with the amount paid, or with quantity and unit price",
        ),
        Trouble::NoReadableDate => {
            ("no cell of the date column is a date".into(), "Check that column; 2024-03-09 18:30 can be read, for example")
        }
        Trouble::NoValidOrder { rows } => (
            format!("{} rows were read and none of them can be an order", count(*rows)),
            "See the reason of each row under Data, or try another export",
        ),
        Trouble::OpenQuote => (
            "a quote opens in the record that starts here and never closes, so all that follows became one cell".into(),
            "Close or remove the quote in this line, or export again",
        ),
        Trouble::RecordTooLong { bytes } => (
            format!("the record that starts here is longer than any order can be ({} bytes read); most often a quote is missing \
                 or too many", count(*bytes)),
            "Check the quotes in this line, or export again",
        ),
        Trouble::ScientificIds { rows } => (
            format!(
                "a spreadsheet has turned order ids into numbers like 1.19E+18 ({} rows), and different orders now \
                 share one id",
                count(*rows)
            ),
            "Use the file as your shop exported it, without saving it from a spreadsheet",
        ),
        Trouble::MoneyOverflow => {
            ("the amounts add up to more than can be counted exactly".into(), "Check that the right column is the amount")
        }
        Trouble::TooMany => ("there are more than 4.2 billion orders".into(), "Export shorter stretches of time"),
        Trouble::BadChoice { name } => (format!("a choice does not fit: {name}"), "Choose the file again"),
        Trouble::BadMapping { name } => (
            format!("this mapping does not fit in its part {name}"),
            "Save it anew from the dialog about the columns, or try without it",
        ),
    }
}

fn format_name(format: &str) -> String {
    match format {
        "png" | "gif" | "webp" | "pdf" | "zip" => format.to_ascii_uppercase(),
        "jpeg" => "JPEG".into(),
        "gzip" => "GZIP".into(),
        "xls" => "XLS".into(),
        other => other.to_string(),
    }
}

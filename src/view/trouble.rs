//! The words of an [`Error`]: what was seen, where, and what to do next.

use super::format::count;
use super::{Lang, Text};
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
        Trouble::NotText { format } if format == "json" => {
            ("这是 JSON 数据，不是表格".into(), "请在店铺后台选择 CSV 格式导出")
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
                "订单号被表格软件改成了 1.19E+18、或末几位都是 0 的数字（{} 行），不同的订单变成了同一个号",
                count(*rows)
            ),
            "请直接使用店铺后台导出的原文件，不要用表格软件打开后再保存",
        ),
        Trouble::MoneyOverflow => ("金额合计太大，超出能精确计算的范围".into(), "请检查金额列是否选对"),
        Trouble::TooMany => ("订单太多，超出 42 亿笔".into(), "请分段导出，逐段分析"),
        Trouble::TooLarge { rows, most } => (
            format!(
                "文件太大：约有 {} 行，一个浏览器标签页的内存大约放得下 {} 行",
                count(*rows),
                count(*most)
            ),
            "请导出较短的时间段，逐段分析",
        ),
        Trouble::NotOrders { table } => (
            not_orders(table).get(Lang::Zh).into(),
            "请换一份每笔订单都有日期、金额和买家标识的表，例如店铺后台的订单导出，或 CDNOW、UCI Online Retail 数据集",
        ),
        Trouble::BadChoice { name } => (format!("内部选项不合适：{name}"), "请重新选择文件再试"),
        Trouble::TooManyColumns { columns } => (
            format!("表头至少有 {} 列，没有订单表会有这么多列", count(*columns)),
            "请确认导出的是订单明细，一行一笔订单或一件商品",
        ),
        Trouble::Damaged { format } => (
            format!("这个 {} 文件不完整或已损坏，没有读取其中任何内容", format_name(format)),
            "请重新下载或导出一次；也可以在电脑上打开它，另存为 CSV（UTF-8）",
        ),
        Trouble::Encrypted { format } => (
            format!("这个 {} 文件设有密码，浏览器打不开", format_name(format)),
            "请先在电脑上用密码打开，另存一份不加密的文件",
        ),
        Trouble::Unfolds { format, bytes } => (
            format!(
                "这个 {} 文件展开到 {} MB 仍未结束，远超订单文件的正常大小，已停止读取",
                format_name(format),
                count(*bytes / 1_000_000)
            ),
            "请确认它的来源；如果确实是订单，请先在电脑上解压或另存为 CSV，再分段放入",
        ),
        Trouble::NoTableInside { format } => (
            format!("{}里没有表格文件（CSV、TSV、TXT、XLSX、XLS）", holder_zh(format)),
            "请放入店铺导出的订单文件",
        ),
        Trouble::TooManyFiles { most } => {
            (format!("文件太多，一次最多读 {} 个", count(*most)), "请只选同一家店铺的订单导出文件，再试一次")
        }
        Trouble::Unreadable => (
            "浏览器读不到这个文件：选中之后它可能被移动、删除或改动过，或者它是一个文件夹".into(),
            "请确认文件还在原处、没有程序正在写它，再重新选择；如果是文件夹，请选里面的文件",
        ),
        Trouble::NoReport => {
            ("这不是回头客保存的报告，或者它不完整".into(), "请在回头客的页面里点“保存报告”，再存一份")
        }
        Trouble::NewerReport { version, known } => (
            format!("这份报告的格式是第 {version} 版，这里只认识到第 {known} 版"),
            "请更新这里的回头客，或用这里的版本再保存一次",
        ),
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
        Trouble::NotText { format } if format == "json" => {
            ("this is JSON and not a table".into(), "Choose CSV when you export from your shop")
        }
        Trouble::NotText { format } => (
            format!("this file is of the format {}, whatever its name says", format_name(format)),
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
                "a spreadsheet has turned order ids into numbers like 1.19E+18, or with zeros for their last digits \
                 ({} rows), and different orders now share one id",
                count(*rows)
            ),
            "Use the file as your shop exported it, without saving it from a spreadsheet",
        ),
        Trouble::MoneyOverflow => {
            ("the amounts add up to more than can be counted exactly".into(), "Check that the right column is the amount")
        }
        Trouble::TooMany => ("there are more than 4.2 billion orders".into(), "Export shorter stretches of time"),
        Trouble::TooLarge { rows, most } => (
            format!(
                "it is too large: it has about {} rows, and the memory of a browser tab holds about {}",
                count(*rows),
                count(*most)
            ),
            "Export a shorter stretch of time",
        ),
        Trouble::NotOrders { table } => (
            not_orders(table).get(Lang::En).into(),
            "Use a table that gives each order's date, amount and buyer: your shop's order export, or the CDNOW or UCI \
             Online Retail data set",
        ),
        Trouble::BadChoice { name } => (format!("a choice does not fit: {name}"), "Choose the file again"),
        Trouble::TooManyColumns { columns } => (
            format!("the header has {} columns or more, and no table of orders has so many", count(*columns)),
            "Check that this is an export of orders, with a line for each order or item",
        ),
        Trouble::Damaged { format } => (
            format!("this {} file is cut off or damaged, and nothing of it was used", format_name(format)),
            "Download or export it again, or open it on your computer and save it as CSV (UTF-8)",
        ),
        Trouble::Encrypted { format } => (
            format!("this {} file is behind a password", format_name(format)),
            "Open it on your computer with its password and save a copy without one",
        ),
        Trouble::Unfolds { format, bytes } => (
            format!(
                "this {} file had unfolded to {} MB without an end, far more than an export has, so reading stopped",
                format_name(format),
                count(*bytes / 1_000_000)
            ),
            "Check where it is from; if it does hold orders, unpack it or save it as CSV first, and drop it in parts",
        ),
        Trouble::NoTableInside { format } => (
            format!("there is no table (CSV, TSV, TXT, XLSX, XLS) in this {}", holder_en(format)),
            "Drop the file of orders that your shop exported",
        ),
        Trouble::TooManyFiles { most } => (
            format!("there are too many files: {} are read at once at most", count(*most)),
            "Choose the order exports of one shop alone and try again",
        ),
        Trouble::Unreadable => (
            "the browser cannot read this: it was moved, deleted or changed after you chose it, or it is a folder".into(),
            "Check that it is still there and that no program writes to it, and choose it again; of a folder, choose the files in it",
        ),
        Trouble::NoReport => (
            "this is no report that Huitou saved, or a part of it is missing".into(),
            "Save it anew from Huitou's page: “Save this report”",
        ),
        Trouble::NewerReport { version, known } => (
            format!("this report is of version {version}, and version {known} is the newest that is known here"),
            "Update Huitou here, or save the report with the version that is here",
        ),
        Trouble::BadMapping { name } => (
            format!("this mapping does not fit in its part {name}"),
            "Save it anew from the dialog about the columns, or try without it",
        ),
    }
}

/// What a known table without orders is.
fn not_orders(table: &str) -> Text {
    match table {
        "instacart" => Text {
            zh: "这是 Instacart 公开数据集的订单表：只有星期几、几点和距上一单的天数，没有日期，也没有金额",
            en: "this is the order table of the Instacart data set: it has the weekday, the hour and the days since the \
                 order before, no date and no amount",
        },
        "event_log" => Text {
            zh: "这是访客行为记录（如淘宝 UserBehavior 数据集）：每行是一次浏览、加购、收藏或购买，没有金额",
            en: "this is a log of what visitors do, such as the Taobao UserBehavior data set: each row is a view, a cart, a \
                 mark or a purchase, without an amount",
        },
        _ => Text { zh: "这张表里没有订单", en: "there are no orders in this table" },
    }
}

fn holder_zh(format: &str) -> String {
    if format == "folder" {
        "这个文件夹".into()
    } else {
        format!("这个 {} 文件", format_name(format))
    }
}

fn holder_en(format: &str) -> String {
    if format == "folder" { "folder".into() } else { format!("{} file", format_name(format)) }
}

fn format_name(format: &str) -> String {
    match format {
        "png" | "gif" | "webp" | "pdf" | "zip" => format.to_ascii_uppercase(),
        "jpeg" => "JPEG".into(),
        "gzip" => "GZIP".into(),
        "xls" | "xlsx" => format.to_ascii_uppercase(),
        other => other.to_string(),
    }
}

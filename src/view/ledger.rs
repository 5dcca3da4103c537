//! The words of the [`Ledger`]: where every row went, and what was assumed.

mod notes;

use super::format::{self, count, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text, joins, role};
use crate::intake::ledger::{ColumnUse, FileRead, Ledger, Place, Reason, SetAside};
use crate::list::Listed;
use crate::report::Report;

const TITLE: Text = Text { zh: "每一行的去向", en: "Where every row went" };
/// Files that are listed one by one.
const FILES: usize = 24;
const HOW: [Text; 2] = [
    Text {
        zh: "读到的行 = 用到的行 + 未计入的行，一行不差。未计入的行都写明原因和行号，原文件没有被改动。",
        en: "Rows read = rows used + rows set aside, to the row. Each row that was set aside has a reason and a line \
             number; your file is not changed.",
    },
    Text {
        zh: "用到的行包括有效订单的各行，以及冲减了订单的退款行。",
        en: "Rows used are the rows of valid orders, and the credits that reduced one.",
    },
];

/// The panel of the ledger, where the report still has it.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(ledger) = &report.provenance else { return Vec::new() };
    let mut panel = Panel::new("ledger", Group::Data, TITLE, lang);
    panel.finding = finding(ledger, lang);
    panel.how = super::paragraphs(&HOW, lang);
    panel.notes = files(&ledger.files, lang);
    panel.notes.extend(key_words(ledger, lang));
    panel.notes.extend(ledger.notes.iter().map(|note| notes::words(note, ledger, lang)));
    panel.table = Some(table(ledger, lang));
    std::iter::once(panel).chain(joins::panel(ledger, lang)).listed()
}

fn finding(ledger: &Ledger, lang: Lang) -> String {
    let aside = ledger.rows - ledger.rows_used;
    match lang {
        Lang::Zh if aside == 0 => {
            format!("共读到 {} 行，全部用到，组成 {} 笔有效订单。", count(ledger.rows), count(ledger.orders))
        }
        Lang::En if aside == 0 => format!(
            "{} read and all used, which make {}.",
            plural(ledger.rows, "row", "rows"),
            plural(ledger.orders, "valid order", "valid orders")
        ),
        Lang::Zh => format!(
            "共读到 {} 行：用到 {} 行，组成 {} 笔有效订单；未计入 {} 行，原因和行号见下。",
            count(ledger.rows),
            count(ledger.rows_used),
            count(ledger.orders),
            count(aside)
        ),
        Lang::En => format!(
            "{} read: {} used, which make {}; {} set aside, with reasons and lines below.",
            plural(ledger.rows, "row", "rows"),
            count(ledger.rows_used),
            plural(ledger.orders, "valid order", "valid orders"),
            count(aside)
        ),
    }
}

/// A line a file, and the columns of each header once.
fn files(files: &[FileRead], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, file) in files.iter().take(FILES).enumerate() {
        lines.push(file_words(file, lang));
        let next = files.get(at + 1).filter(|_| at + 1 < FILES);
        if next.is_none_or(|next| next.columns != file.columns) && !file.columns.is_empty() {
            let columns = all_columns(&file.columns, lang);
            lines.push(match lang {
                Lang::Zh => format!("用到的列——{columns}。"),
                Lang::En => format!("Columns used – {columns}."),
            });
        }
    }
    let more = files.len().saturating_sub(FILES) as u64;
    lines.extend((more > 0).then(|| match lang {
        Lang::Zh => format!("另有 {} 个文件，也读了，这里不再一一列出。", count(more)),
        Lang::En => format!("{} read too and not listed here.", plural(more, "more file", "more files")),
    }));
    lines
}

fn file_words(file: &FileRead, lang: Lang) -> String {
    let shop = shop_words(file.shop.as_deref()).get(lang);
    let form = form_words(&file.name, &file.encoding, &file.delimiter, lang);
    let mut words = match lang {
        Lang::Zh => format!("{}：{} 行，{shop}，{form}。", file.name, count(file.rows)),
        Lang::En => format!("{}: {}, {shop}, {form}.", file.name, plural(file.rows, "row", "rows")),
    };
    if file.replaced_characters > 0 {
        words.push_str(&match lang {
            Lang::Zh => format!("有 {} 个字符无法解码，已用 � 代替。", count(file.replaced_characters)),
            Lang::En => format!(
                " {} could not be decoded and stand as �.",
                plural(file.replaced_characters, "character", "characters")
            ),
        });
    }
    words
}

/// How the text of a file is written; a sheet of a workbook is none that people have written.
pub(super) fn form_words(name: &str, encoding: &str, delimiter: &str, lang: Lang) -> String {
    let book = name.split(" › ").next().unwrap_or(name).to_ascii_lowercase();
    let is_sheet = [".xlsx", ".xlsm", ".xls"].iter().any(|ending| book.ends_with(ending));
    let (encoding, delimiter) = (encoding_words(encoding), delimiter_words(delimiter, lang));
    match lang {
        Lang::Zh if is_sheet && (encoding, delimiter) == ("UTF-8", "逗号") => "Excel 工作表".into(),
        Lang::En if is_sheet && (encoding, delimiter) == ("UTF-8", "commas") => "a spreadsheet".into(),
        Lang::Zh => format!("编码 {encoding}，以{delimiter}分隔"),
        Lang::En => format!("{encoding}, separated by {delimiter}"),
    }
}

/// What separates cells, as people call it.
pub(super) fn delimiter_words(delimiter: &str, lang: Lang) -> &str {
    match (delimiter, lang) {
        (",", Lang::Zh) => "逗号",
        (";", Lang::Zh) => "分号",
        ("\t", Lang::Zh) => "制表符",
        (" ", Lang::Zh) => "空格",
        (",", Lang::En) => "commas",
        (";", Lang::En) => "semicolons",
        ("\t", Lang::En) => "TABs",
        (" ", Lang::En) => "spaces",
        ("|", Lang::Zh) => "竖线",
        ("|", Lang::En) => "pipes",
        (other, _) => other,
    }
}

/// The encoding as people know it.
pub(super) fn encoding_words(encoding: &str) -> &str {
    match encoding {
        "utf-8" | "utf-8-bom" => "UTF-8",
        "utf-16le" | "utf-16be" => "UTF-16",
        "gb18030" => "GBK / GB18030",
        "big5" => "Big5",
        "shift_jis" => "Shift_JIS",
        "euc-kr" => "EUC-KR",
        other => other,
    }
}

/// The name of a known shop as people write it.
pub(super) fn shop_words(shop: Option<&str>) -> Text {
    match shop {
        Some("taobao") => Text { zh: "淘宝 / 天猫订单导出", en: "Taobao / Tmall order export" },
        Some("shopify") => Text { zh: "Shopify 订单导出", en: "Shopify order export" },
        Some("uci_online_retail") => {
            Text { zh: "UCI Online Retail 数据集", en: "the UCI Online Retail data set" }
        }
        Some("amazon_all_orders") => {
            Text { zh: "亚马逊“所有订单”报告", en: "Amazon's \"all orders\" report" }
        }
        Some("amazon_order_report") => Text { zh: "亚马逊订单报告", en: "Amazon order report" },
        Some("ebay") => Text { zh: "eBay 订单报告", en: "eBay orders report" },
        Some("etsy") => Text { zh: "Etsy 订单导出", en: "Etsy order export" },
        Some("square") => Text { zh: "Square 交易导出", en: "Square transactions" },
        Some("stripe") => Text { zh: "Stripe 付款导出", en: "Stripe payments" },
        Some("woocommerce") => Text { zh: "WooCommerce 订单分析", en: "WooCommerce analytics" },
        Some("superstore") => Text { zh: "Superstore 数据集", en: "the Superstore data set" },
        Some("cdnow") => Text { zh: "CDNOW 数据集", en: "the CDNOW data set" },
        Some("qianniu") => Text { zh: "千牛订单导出", en: "Qianniu (Taobao / Tmall) order export" },
        Some("tmall_order_report") => Text { zh: "天猫订单报表", en: "Tmall order report" },
        Some("youzan") => Text { zh: "有赞订单导出", en: "Youzan order export" },
        Some("jd") => Text { zh: "京东订单导出", en: "JD.com order export" },
        Some("pinduoduo") => Text { zh: "拼多多订单导出", en: "Pinduoduo order export" },
        Some("douyin") => Text { zh: "抖店订单导出", en: "Douyin shop (Doudian) order export" },
        Some("xiaohongshu") => Text { zh: "小红书订单导出", en: "Xiaohongshu (RedNote) order export" },
        Some("kuaishou") => Text { zh: "快手小店订单导出", en: "Kuaishou shop order export" },
        Some("weixin") => Text { zh: "微信小店订单导出", en: "WeChat shop order export" },
        _ => Text { zh: "普通表格", en: "plain table" },
    }
}

/// What is read from which column, use by use.
fn all_columns(columns: &[ColumnUse], lang: Lang) -> String {
    // One column can be the account or stand with the address, and be the name as a last resort: it is told once.
    let is_surer = |one: &ColumnUse, name: &str| {
        one.name == name && ["account", "name_and_address"].contains(&one.role.as_str())
    };
    let is_told =
        |column: &&ColumnUse| column.role != "name" || !columns.iter().any(|one| is_surer(one, &column.name));
    let mut uses: Vec<(&str, Vec<String>)> = Vec::new();
    for column in columns.iter().filter(is_told) {
        let role = role::words(&column.role).map_or(column.role.as_str(), |words| words.get(lang));
        let name = format::isolated(column.name.trim());
        let name = if lang == Lang::Zh { format!("“{name}”") } else { format!("\"{name}\"") };
        match uses.iter_mut().find(|(known, _)| *known == role) {
            Some((_, names)) => names.push(name),
            None => uses.push((role, vec![name])),
        }
    }
    let (between, after) = if lang == Lang::Zh { ("", "；") } else { (", ", "; ") };
    let uses =
        uses.iter().map(|(role, names)| format!("{role}{}{}", super::colon(lang), names.join(between)));
    uses.listed().join(after)
}

fn key_words(ledger: &Ledger, lang: Lang) -> Vec<String> {
    let share = |orders: u64| {
        if ledger.orders == 0 {
            format::undefined()
        } else {
            format::percent(orders as f64 / ledger.orders as f64)
        }
    };
    let used = ledger.keys.iter().filter(|key| key.orders > 0);
    let (used_keys, known) = (used.clone().count(), ledger.orders_with_key);
    let all = used.map(|key| match lang {
        Lang::Zh => format!(
            "客户按“{}”辨认：{} 笔有效订单（{}）。",
            format::isolated(&key.name),
            count(key.orders),
            share(key.orders)
        ),
        Lang::En => format!(
            "Customers told apart by \"{}\": {} ({}).",
            format::isolated(&key.name),
            plural(key.orders, "valid order", "valid orders"),
            share(key.orders)
        ),
    });
    let total = (used_keys > 1).then(|| match lang {
        Lang::Zh => format!("合起来认得出 {} 笔有效订单的客户（{}）。", count(known), share(known)),
        Lang::En => format!(
            "Together they tell the customer of {} ({}).",
            plural(known, "valid order", "valid orders"),
            share(known)
        ),
    });
    all.chain(total).listed()
}

pub(super) fn place(at: Place, ledger: &Ledger, lang: Lang) -> String {
    let several = ledger.files.len() > 1;
    match (lang, several) {
        (Lang::Zh, false) => format!("第 {} 行", at.line),
        (Lang::Zh, true) => format!("文件 {} 第 {} 行", at.file + 1, at.line),
        (Lang::En, false) => format!("line {}", at.line),
        (Lang::En, true) => format!("file {} line {}", at.file + 1, at.line),
    }
}

/// Every row that was set aside: file, line, reason.
pub fn set_aside_table(rows: &[(Reason, Place)], files: &[FileRead], lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let name = |at: &Place| files.get(at.file as usize).map_or("", |file| file.name.as_str());
    let rows = rows.iter().map(|(reason, at)| {
        vec![
            Cell::text(name(at)),
            Cell::count(u64::from(at.line)),
            Cell::text(reason_words(*reason).get(lang)),
        ]
    });
    Table {
        caption: Text { zh: "未计入的行", en: "Rows set aside" }.get(lang).into(),
        columns: vec![
            column("文件", "File", false),
            column("行号", "Line", true),
            column("原因", "Reason", false),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}

/// The words of a reason.
pub fn reason_words(reason: Reason) -> Text {
    match reason {
        Reason::Unpaid => Text { zh: "未付款", en: "Never paid" },
        Reason::Cancelled => Text { zh: "已取消或关闭", en: "Cancelled or closed" },
        Reason::Refunded => Text { zh: "全额退款", en: "Refunded in full" },
        Reason::UnmatchedCredit => Text {
            zh: "退款没有指明订单，也找不到金额足够的较早订单",
            en: "A credit that names no order, and no earlier order is large enough",
        },
        Reason::NoDate => Text { zh: "没有可读的日期", en: "No date that can be read" },
        Reason::ImpossibleDate => Text { zh: "日历上没有的日期", en: "A date that no calendar has" },
        Reason::NoAmount => Text { zh: "没有可读的金额", en: "No amount that can be read" },
        Reason::OtherCurrency => Text { zh: "其他货币", en: "Another currency" },
        Reason::Ragged => {
            Text { zh: "单元格数与表头不符", en: "More or fewer cells than the header" }
        }
        Reason::DuplicateOrder => {
            Text { zh: "其他文件里已有的订单", en: "An order that another file has given" }
        }
        Reason::NotAnOrder => Text {
            zh: "不是订单的行（页脚、重复的表头、没有购买的行为等）",
            en: "Not an order: a footer, a repeated header, an event that is no purchase",
        },
        Reason::OtherTable => {
            Text { zh: "同一文件里另一张表的行", en: "A row of another table in the same file" }
        }
        Reason::NoPartner => {
            Text { zh: "在其他文件里找不到对应的订单", en: "Names no order in the other files" }
        }
    }
}

fn table(ledger: &Ledger, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let used = Text { zh: "用到的行", en: "Rows used" }.get(lang);
    let all = Text { zh: "读到的行，合计", en: "Rows read, in all" }.get(lang);
    let mut rows = vec![vec![Cell::text(used), Cell::count(ledger.rows_used), Cell::text("")]];
    rows.extend(ledger.set_aside.iter().map(|aside| set_aside_row(aside, ledger, lang)));
    rows.push(vec![Cell::text(all), Cell::count(ledger.rows), Cell::text("")]);
    Table {
        caption: TITLE.get(lang).into(),
        columns: vec![
            column("去向", "Where", false),
            column("行数", "Rows", true),
            column("最早的几行", "The first of them", false),
        ],
        rows,
        ..Table::default()
    }
}

fn set_aside_row(aside: &SetAside, ledger: &Ledger, lang: Lang) -> Vec<Cell> {
    let places: Vec<String> = aside.first.iter().map(|at| place(*at, ledger, lang)).listed();
    let more = if aside.rows > aside.first.len() as u64 { " …" } else { "" };
    vec![
        Cell::text(reason_words(aside.reason).get(lang)),
        Cell::count(aside.rows),
        Cell::text(places.join(if lang == Lang::Zh { "、" } else { ", " }) + more),
    ]
}

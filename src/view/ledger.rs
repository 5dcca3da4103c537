//! The words of the [`Ledger`]: where every row went, and what was assumed.

use super::format::{self, count, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text, joins, no_customer, role};
use crate::intake::ledger::{ColumnUse, FileRead, Ledger, Note, Place, Reason, SetAside};
use crate::report::Report;

const TITLE: Text = Text { zh: "每一行的去向", en: "Where every row went" };
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
    panel.notes = ledger.files.iter().map(|file| file_words(file, lang)).collect();
    panel.notes.extend(ledger.joins.iter().map(|join| joins::words(join, ledger, lang)));
    panel.notes.extend(key_words(ledger, lang));
    panel.notes.extend(ledger.notes.iter().map(|note| note_words(note, ledger, lang)));
    panel.figures.extend(joins::figure(ledger, lang));
    panel.table = Some(table(ledger, lang));
    vec![panel]
}

fn finding(ledger: &Ledger, lang: Lang) -> String {
    let aside = ledger.rows - ledger.rows_used;
    match lang {
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

fn file_words(file: &FileRead, lang: Lang) -> String {
    let shop = shop_words(file.shop.as_deref()).get(lang);
    let delimiter = delimiter_words(&file.delimiter, lang);
    let columns = all_columns(&file.columns, lang);
    let mut words = match lang {
        Lang::Zh => format!(
            "{}：{} 行，{}，编码 {}，以{delimiter}分隔。列：{columns}。",
            file.name,
            count(file.rows),
            shop,
            encoding_words(&file.encoding)
        ),
        Lang::En => format!(
            "{}: {}, {}, {}, {delimiter}. Columns: {columns}.",
            file.name,
            plural(file.rows, "row", "rows"),
            shop,
            encoding_words(&file.encoding)
        ),
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

/// What separates cells, as people call it.
pub(super) fn delimiter_words(delimiter: &str, lang: Lang) -> &str {
    match (delimiter, lang) {
        (",", Lang::Zh) => "逗号",
        (";", Lang::Zh) => "分号",
        ("\t", Lang::Zh) => "制表符",
        (" ", Lang::Zh) => "空格",
        (",", Lang::En) => "comma",
        (";", Lang::En) => "semicolon",
        ("\t", Lang::En) => "TAB",
        (" ", Lang::En) => "spaces",
        ("|", Lang::Zh) => "竖线",
        ("|", Lang::En) => "pipe",
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

fn column_words(column: &ColumnUse, lang: Lang) -> String {
    let role = role::words(&column.role).map_or(column.role.as_str(), |words| words.get(lang));
    let name = column.name.trim();
    match lang {
        Lang::Zh => format!("“{name}”作{role}"),
        Lang::En => format!("\"{name}\" as {role}"),
    }
}

fn all_columns(columns: &[ColumnUse], lang: Lang) -> String {
    let columns: Vec<String> = columns.iter().map(|column| column_words(column, lang)).collect();
    columns.join(if lang == Lang::Zh { "，" } else { ", " })
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
        Lang::Zh => {
            format!("客户按“{}”辨认：{} 笔有效订单（{}）。", key.name, count(key.orders), share(key.orders))
        }
        Lang::En => format!(
            "Customers told apart by \"{}\": {} ({}).",
            key.name,
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
    all.chain(total).collect()
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

fn file_name(file: u32, ledger: &Ledger) -> &str {
    ledger.files.get(file as usize).map_or("", |file| file.name.as_str())
}

fn note_words(note: &Note, ledger: &Ledger, lang: Lang) -> String {
    let orders = |n: u64| plural(n, "order", "orders");
    match lang {
        Lang::Zh => match note {
            Note::UnknownStatus { orders, first } => format!(
                "{} 笔订单的状态不认识（最早在{}），按有效订单保留。",
                count(*orders),
                place(*first, ledger, lang)
            ),
            Note::CashOnDelivery { orders } => {
                format!("没有一笔订单标为已付款，按货到付款处理：{} 笔待付款订单计入。", count(*orders))
            }
            Note::RefundsSubtracted { orders } => format!("{} 笔订单已扣除退款。", count(*orders)),
            Note::RefundsAlreadyNet { orders } => {
                format!("{} 笔订单的金额已是退款后的净额，没有再扣一次。", count(*orders))
            }
            Note::CreditsMatched { credits } => {
                format!(
                    "{} 笔没有指明原订单的退款，冲减了该客户最近一笔金额足够的较早订单。",
                    count(*credits)
                )
            }
            Note::CreditsAsOrders { credits } => {
                format!("按所选选项，{} 笔退款作为单独的订单保留。", count(*credits))
            }
            Note::RepeatedTotals { orders } => {
                format!("订单金额在每一行重复，每单只算一次（{} 笔多行订单）。", count(*orders))
            }
            Note::SharedIds { orders, first } => format!(
                "有 {} 个订单号下出现不同的客户（最早在{}），每个号按一笔订单算在第一位客户名下。请检查订单号列是否正确。",
                count(*orders),
                place(*first, ledger, lang)
            ),
            Note::MixedTotals { equal, different, counted_once } => {
                let how = if *counted_once { "每单只算一次" } else { "逐行相加" };
                format!(
                    "{} 笔多行订单各行金额相同，{} 笔不同：相同的{how}，不同的逐行相加。请核对总额。",
                    count(*equal),
                    count(*different)
                )
            }
            Note::QuantityTimesPrice => "金额按 数量 × 单价 逐行算出。".into(),
            Note::DiscountsNotSubtracted => {
                "折扣列没有从 数量 × 单价 中扣除：文件没有说明它是比例还是金额。".into()
            }
            Note::Rounded { rows } => {
                format!("{} 行的金额小数位多于货币最小单位，已逐行四舍六入五成双。", count(*rows))
            }
            Note::CurrencyUnknown => "文件没有写明货币，金额按两位小数处理。".into(),
            Note::Zone { name, converted, as_written } => {
                let how = if *converted { "已换算到" } else { "按原样使用，时区是" };
                let rest = match as_written {
                    0 => String::new(),
                    rows => format!("另有 {} 行没有写时区，按原样使用。", count(*rows)),
                };
                format!("时间{how} {name}。{rest}")
            }
            Note::TotalsOnOneRow { orders } => {
                format!("{} 笔多行订单的金额只写在一行上，按那一行计。", count(*orders))
            }
            Note::SummaryRows { orders } => {
                format!("{} 笔订单有一行是其余各行的合计，只计合计行。", count(*orders))
            }
            Note::RowsAdded { orders } => format!("{} 笔多行订单的金额由各行相加。", count(*orders)),
            Note::CurrencyBySign { sign, code } => {
                format!("文件只写了“{sign}”，没有写是哪一种货币，按 {code} 处理。")
            }
            Note::IsolatedDates { orders, first } => format!(
                "{} 笔订单与其余订单相隔两年以上（最早在{}），请核对日期：它们会改变统计的起止。",
                count(*orders),
                place(*first, ledger, lang)
            ),
            Note::DateOrder { chosen, settled_by_data } => {
                let order = match chosen.as_str() {
                    "day_first" => "日在前",
                    "year_first" => "年在前",
                    _ => "月在前",
                };
                let by = if *settled_by_data { "由数据本身确定" } else { "由你选择" };
                format!("日期按{order}读（{by}）。")
            }
            Note::RowsAreOrders => "文件没有订单号，每一行算一笔订单。".into(),
            Note::FilesDisagree { orders, first } => format!(
                "{} 笔订单在几个文件里的内容不同（客户、时间、金额或状态，最早在{}），以状态更新的一份为准。",
                count(*orders),
                place(*first, ledger, lang)
            ),
            Note::AccountsKeptApart { exports } => format!(
                "{} 种导出的客户账号各算各的：账号相同也不当作同一位客户（邮箱和手机号通用）。",
                count(*exports)
            ),
            Note::AccountsShared { column } => {
                format!("几个表头不同的文件都有“{column}”列：值相同的当作同一位客户。")
            }
            Note::EncodingUnsure { file, used, other } => format!(
                "{}按 {} 读，也可能是 {}；用到的列里没有受影响的文字。",
                file_name(*file, ledger),
                encoding_words(used),
                encoding_words(other)
            ),
            Note::KeysMerged { .. } | Note::OtherPeople { .. } | Note::UnusableKeys { .. } => {
                no_customer::note_words(note, lang)
            }
            Note::ColumnsByCells { columns } => {
                format!("这些列从列名看不出含义，是按内容认出来的：{}。请核对，不对可以改。", all_columns(columns, lang))
            }
            Note::AmountColumn { column, other } => {
                format!("金额用的是“{column}”列；“{other}”列会得出不同的合计，可以改用。")
            }
            Note::DateColumn { column, other } => {
                format!("下单时间用的是“{column}”列；“{other}”列里有些行是别的日子，可以改用。")
            }
            Note::PartsNotAdded { column, others } => format!(
                "金额用的是“{column}”列，只是商品的钱；旁边的{}没有加上或减去。若另有一列是订单总额，请改用它。",
                others.iter().map(|other| format!("“{other}”")).collect::<String>()
            ),
            Note::CurrencyNotThere { said, named } => {
                format!("你选的货币是 {said}，而文件里写的是 {named}：按文件里的 {named} 计。")
            }
            Note::OneCustomer { column, orders, first } => format!(
                "“{column}”列的同一个值有 {} 笔订单（最早在{}），算作一位客户。如果它是店里自己的电话、账号或散客号，客户指标就不可信：请在原表清空这个值，或不用这一列。",
                count(*orders),
                place(*first, ledger, lang)
            ),
            Note::OtherDecimalMark { rows } => format!(
                "{} 行的金额只有换一种小数点写法才读得懂（逗号或句点），没有计入。请检查小数点的设置。",
                count(*rows)
            ),
            Note::StrayQuotes { rows, first } => format!(
                "{} 行里有没有闭合的引号（最早在{}）：已去掉这个引号，每一行单独读。请核对这些行。",
                count(*rows),
                place(*first, ledger, lang)
            ),
            Note::QuotesAreText { file } => format!(
                "{}的引号按普通文字读：当作引号的话，会把几行读成一行。",
                file_name(*file, ledger)
            ),
            Note::NoHeader { file } => format!(
                "{}没有表头：各列的含义只由单元格的样子判断，其他列没有用到。请核对各列。",
                file_name(*file, ledger)
            ),
            Note::NulsSkipped { bytes } => {
                format!("跳过了夹在文字中的 {} 个空字节（NUL）。", count(*bytes))
            }
            Note::UnrelatedFiles { .. }
            | Note::LinesNotAdded { .. }
            | Note::EqualRows { .. }
            | Note::SameIdsOtherDays { .. } => joins::note_words(note, ledger, lang),
        },
        Lang::En => match note {
            Note::UnknownStatus { orders: n, first } => format!(
                "{} with a status that is not known (first in {}); kept as valid.",
                orders(*n),
                place(*first, ledger, lang)
            ),
            Note::CashOnDelivery { orders: n } => {
                format!(
                    "No order is marked as paid, so this is read as cash on delivery: {} pending kept.",
                    orders(*n)
                )
            }
            Note::RefundsSubtracted { orders: n } => format!("Refunds were taken off {}.", orders(*n)),
            Note::RefundsAlreadyNet { orders: n } => {
                format!("The amounts of {} are net already; the refund was not taken off again.", orders(*n))
            }
            Note::CreditsMatched { credits } => format!(
                "Credits that name no order: {}. Each reduced the customer's latest earlier order that is large enough.",
                count(*credits)
            ),
            Note::CreditsAsOrders { credits } => {
                format!("As chosen, {} stay as orders of their own.", plural(*credits, "credit", "credits"))
            }
            Note::RepeatedTotals { orders: n } => format!(
                "The order's amount stands on each of its lines and was counted once ({} of several lines).",
                orders(*n)
            ),
            Note::SharedIds { orders: n, first } => format!(
                "Different customers share an order id ({}, first in {}): each id was counted as one order of its first \
                 customer. Please check which column is the order id.",
                plural(*n, "id", "ids"),
                place(*first, ledger, lang)
            ),
            Note::MixedTotals { equal, different, counted_once } => {
                let how = if *counted_once { "counted once" } else { "added" };
                format!(
                    "The lines of {} carry equal amounts, which were {how}; those of {} carry different ones, which were added. Please check the sum.",
                    orders(*equal),
                    orders(*different)
                )
            }
            Note::QuantityTimesPrice => "Amounts are quantity × unit price, line by line.".into(),
            Note::DiscountsNotSubtracted => {
                "The discount column was not taken off quantity × unit price: the file does not say whether it is a share or an amount.".into()
            }
            Note::Rounded { rows } => format!(
                "{} with more decimals than the currency has, rounded half to even.",
                plural(*rows, "amount", "amounts")
            ),
            Note::CurrencyUnknown => {
                "The file names no currency; amounts are taken to have two decimals.".into()
            }
            Note::Zone { name, converted, as_written } => {
                let how = if *converted { "were converted to" } else { "are used as written, in" };
                let rest = match as_written {
                    0 => String::new(),
                    rows => {
                        format!(" Without a zone of their own and as written: {}.", plural(*rows, "row", "rows"))
                    }
                };
                format!("Times {how} {name}.{rest}")
            }
            Note::TotalsOnOneRow { orders: n } => format!(
                "The order's amount stands on one of its rows and was taken from there ({} of several rows).",
                orders(*n)
            ),
            Note::SummaryRows { orders: n } => format!(
                "One row has the sum of the order's others and was counted alone ({}).",
                orders(*n)
            ),
            Note::RowsAdded { orders: n } => {
                format!("The amounts of the rows of an order were added ({} of several rows).", orders(*n))
            }
            Note::CurrencyBySign { sign, code } => {
                format!("The file says \"{sign}\" and not which currency that is; it was taken for {code}.")
            }
            Note::IsolatedDates { orders: n, first } => format!(
                "{} more than two years away from all others (first in {}): check the dates, they move the first or the last day.",
                orders(*n),
                place(*first, ledger, lang)
            ),
            Note::DateOrder { chosen, settled_by_data } => {
                let order = match chosen.as_str() {
                    "day_first" => "day first",
                    "year_first" => "year first",
                    _ => "month first",
                };
                let by = if *settled_by_data { "settled by the data" } else { "as you chose" };
                format!("Dates are read {order} ({by}).")
            }
            Note::RowsAreOrders => "The file has no order ids: each row is one order.".into(),
            Note::FilesDisagree { orders: n, first } => format!(
                "{} in several files with differing customers, times, amounts or statuses (first in {}); the copy that is further on counts.",
                orders(*n),
                place(*first, ledger, lang)
            ),
            Note::AccountsKeptApart { exports } => format!(
                "Accounts of {} different exports are kept apart: the same id in two of them is not taken for one customer (e-mail and phone are).",
                count(*exports)
            ),
            Note::AccountsShared { column } => format!(
                "Files with different headers have a column \"{column}\": equal values are taken for the same customer."
            ),
            Note::EncodingUnsure { file, used, other } => format!(
                "{} was read as {} and could be {} too; no text in the columns that are used depends on it.",
                file_name(*file, ledger),
                encoding_words(used),
                encoding_words(other)
            ),
            Note::KeysMerged { .. } | Note::OtherPeople { .. } | Note::UnusableKeys { .. } => {
                no_customer::note_words(note, lang)
            }
            Note::ColumnsByCells { columns } => format!(
                "The names of these columns say nothing, so they were told by their cells: {}. Please check; each can be \
                 changed.",
                all_columns(columns, lang)
            ),
            Note::AmountColumn { column, other } => format!(
                "Amounts are those of \"{column}\"; \"{other}\" would give another sum and can be used instead."
            ),
            Note::DateColumn { column, other } => format!(
                "Orders are dated by \"{column}\"; \"{other}\" has other days in some rows and can be used instead."
            ),
            Note::PartsNotAdded { column, others } => format!(
                "Amounts are those of \"{column}\", the goods alone; what stands beside it was neither added nor taken off: \
                 {}. Where another column has the order's total, use that.",
                others.iter().map(|other| format!("\"{other}\"")).collect::<Vec<_>>().join(", ")
            ),
            Note::CurrencyNotThere { said, named } => {
                format!("You chose {said}, and the file says {named}: amounts are counted in {named}.")
            }
            Note::OneCustomer { column, orders: n, first } => format!(
                "One value of \"{column}\" stands on {} (first in {}), taken for one customer's. If it is the shop's own \
                 telephone or account, or that of guests, customer metrics cannot be trusted: clear it in your file, or \
                 do not use this column.",
                orders(*n),
                place(*first, ledger, lang)
            ),
            Note::OtherDecimalMark { rows } => format!(
                "{} only be read with the other decimal mark (comma or point) and were set aside: check how numbers are written.",
                plural(*rows, "amount can", "amounts can")
            ),
            Note::StrayQuotes { rows, first } => format!(
                "{} with a quote that is never closed (first in {}): the quote was dropped and each line read as a row of its own. Please check these rows.",
                plural(*rows, "row", "rows"),
                place(*first, ledger, lang)
            ),
            Note::QuotesAreText { file } => format!(
                "The quotes in {} were read as text: as quotes they would make one row of several.",
                file_name(*file, ledger)
            ),
            Note::NoHeader { file } => format!(
                "{} has no header: what its columns are was told by their cells alone, and the others are not used. Please check the columns.",
                file_name(*file, ledger)
            ),
            Note::NulsSkipped { bytes } => format!(
                "{} between the characters were passed over.",
                plural(*bytes, "NUL byte", "NUL bytes")
            ),
            Note::UnrelatedFiles { .. }
            | Note::LinesNotAdded { .. }
            | Note::EqualRows { .. }
            | Note::SameIdsOtherDays { .. } => joins::note_words(note, ledger, lang),
        },
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
        rows: rows.collect(),
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
    let places: Vec<String> = aside.first.iter().map(|at| place(*at, ledger, lang)).collect();
    let more = if aside.rows > aside.first.len() as u64 { " …" } else { "" };
    vec![
        Cell::text(reason_words(aside.reason).get(lang)),
        Cell::count(aside.rows),
        Cell::text(places.join(if lang == Lang::Zh { "、" } else { ", " }) + more),
    ]
}

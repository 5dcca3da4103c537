//! The words of the [`Note`]s: what was assumed about the files.

use super::{all_columns, encoding_words, place};
use crate::error::Error;
use crate::intake::ledger::{Ledger, Note};
use crate::list::Listed;
use crate::view::format::{self, count, plural};
use crate::view::{Lang, Text, joins, no_customer, trouble};

pub(super) fn words(note: &Note, ledger: &Ledger, lang: Lang) -> String {
    if let Note::FileNotRead { name, trouble } = note {
        let why = trouble::sentence(&Error::in_file(trouble.clone(), 0), std::slice::from_ref(name), lang);
        return format!("{}{why}", Text { zh: "没有读取 ", en: "Not read: " }.get(lang));
    }
    match lang {
        Lang::Zh => chinese(note, ledger),
        Lang::En => english(note, ledger),
    }
}

fn file_name(file: u32, ledger: &Ledger) -> String {
    ledger.files.get(file as usize).map_or_else(String::new, |file| format::isolated(&file.name))
}

fn role_name(role: &str, lang: Lang) -> &'static str {
    crate::view::role::words(role).map_or("", |words| words.get(lang))
}

fn chinese(note: &Note, ledger: &Ledger) -> String {
    match note {
        Note::UnknownStatus { orders, first } => format!(
            "{} 笔订单的状态不认识（最早在{}），按有效订单保留。",
            count(*orders),
            place(*first, ledger, Lang::Zh)
        ),
        Note::CashOnDelivery { orders } => {
            format!("没有一笔订单标为已付款，按货到付款处理：{} 笔待付款订单计入。", count(*orders))
        }
        Note::RefundsSubtracted { orders } => format!("{} 笔订单已扣除退款。", count(*orders)),
        Note::RefundsAlreadyNet { orders } => {
            format!("{} 笔订单的金额已是退款后的净额，没有再扣一次。", count(*orders))
        }
        Note::CreditsMatched { credits } => {
            format!("{} 笔没有指明原订单的退款，冲减了该客户最近一笔金额足够的较早订单。", count(*credits))
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
            place(*first, ledger, Lang::Zh)
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
            place(*first, ledger, Lang::Zh)
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
            place(*first, ledger, Lang::Zh)
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
            no_customer::note_words(note, Lang::Zh)
        }
        Note::ColumnsByCells { columns } => {
            format!(
                "这些列从列名看不出含义，是按内容认出来的：{}。请核对，不对可以改。",
                all_columns(columns, Lang::Zh)
            )
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
            place(*first, ledger, Lang::Zh)
        ),
        Note::OtherDecimalMark { rows } => format!(
            "{} 行的金额只有换一种小数点写法才读得懂（逗号或句点），没有计入。请检查小数点的设置。",
            count(*rows)
        ),
        Note::StrayQuotes { rows, first } => format!(
            "{} 行里有没有闭合的引号（最早在{}）：已去掉这个引号，每一行单独读。请核对这些行。",
            count(*rows),
            place(*first, ledger, Lang::Zh)
        ),
        Note::QuotesAreText { file } => {
            format!("{}的引号按普通文字读：当作引号的话，会把几行读成一行。", file_name(*file, ledger))
        }
        Note::NoHeader { file } => format!(
            "{}没有表头：各列的含义只由单元格的样子判断，其他列没有用到。请核对各列。",
            file_name(*file, ledger)
        ),
        Note::NulsSkipped { bytes } => {
            format!("跳过了夹在文字中的 {} 个空字节（NUL）。", count(*bytes))
        }
        Note::ValuesPooled { role, values, kept } => format!(
            "“{}”列有 {} 个不同的值：最常见的 {} 个分别统计，其余合并为“其他”。",
            role_name(role, Lang::Zh),
            count(*values),
            count(*kept)
        ),
        Note::PartsNotRead { first, parts } => {
            let others = if *parts > 1 { "等" } else { "" };
            format!("另有 {} 项没有读取：不是表格，或是隐藏的工作表（“{first}”{others}）。", count(*parts))
        }
        // What is said above in both languages.
        Note::FileNotRead { .. } => String::new(),
        Note::UnrelatedFiles { .. }
        | Note::LinesNotAdded { .. }
        | Note::EqualRows { .. }
        | Note::SameIdsOtherDays { .. } => joins::note_words(note, ledger, Lang::Zh),
    }
}

fn english(note: &Note, ledger: &Ledger) -> String {
    let orders = |n: u64| plural(n, "order", "orders");
    match note {
        Note::UnknownStatus { orders: n, first } => format!(
            "{} with a status that is not known (first in {}); kept as valid.",
            orders(*n),
            place(*first, ledger, Lang::En)
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
            place(*first, ledger, Lang::En)
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
            place(*first, ledger, Lang::En)
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
            place(*first, ledger, Lang::En)
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
        Note::KeysMerged { .. } | Note::OtherPeople { .. } | Note::UnusableKeys { .. } => no_customer::note_words(note, Lang::En),
        Note::ColumnsByCells { columns } => format!(
            "The names of these columns say nothing, so they were told by their cells: {}. Please check; each can be \
             changed.",
            all_columns(columns, Lang::En)
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
                others.iter().map(|other| format!("\"{other}\"")).listed().join(", ")
            ),
            Note::CurrencyNotThere { said, named } => {
                format!("You chose {said}, and the file says {named}: amounts are counted in {named}.")
            }
            Note::OneCustomer { column, orders: n, first } => format!(
                "One value of \"{column}\" stands on {} (first in {}), taken for one customer's. If it is the shop's own \
                 telephone or account, or that of guests, customer metrics cannot be trusted: clear it in your file, or \
                 do not use this column.",
                orders(*n),
                place(*first, ledger, Lang::En)
            ),
        Note::OtherDecimalMark { rows } => format!(
            "{} only be read with the other decimal mark (comma or point) and were set aside: check how numbers are written.",
            plural(*rows, "amount can", "amounts can")
        ),
        Note::StrayQuotes { rows, first } => format!(
            "{} with a quote that is never closed (first in {}): the quote was dropped and each line read as a row of its own. Please check these rows.",
            plural(*rows, "row", "rows"),
            place(*first, ledger, Lang::En)
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
        Note::ValuesPooled { role, values, kept } => format!(
            "The column of {} has {} values: the {} most frequent are told apart, all others count as one.",
            role_name(role, Lang::En),
            count(*values),
            count(*kept)
        ),
        Note::PartsNotRead { first, parts } => format!(
            "Not read, being no tables or hidden sheets: {}, \"{first}\"{}.",
            plural(*parts, "other part", "other parts"),
            if *parts > 1 { " and more" } else { "" }
        ),
        // What is said above in both languages.
        Note::FileNotRead { .. } => String::new(),
        Note::UnrelatedFiles { .. }
        | Note::LinesNotAdded { .. }
        | Note::EqualRows { .. }
        | Note::SameIdsOtherDays { .. } => joins::note_words(note, ledger, Lang::En),
    }
}

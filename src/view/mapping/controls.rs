//! What can be chosen for all files together.

use super::option;
use crate::intake::preview::FilePreview;
use crate::intake::{Choices, Credits, DateOrder, DecimalMark, KeyChoice, LayoutChoice, RefundForm};
use crate::list::Listed;
use crate::view::settings::{Control, ControlOption};
use crate::view::{Lang, Text, ledger};

/// An answer, its name and its words.
type Answers<T> = [(T, &'static str, Text)];

pub(super) const AUTOMATIC: Text = Text { zh: "自动", en: "Automatic" };
const DATE_ORDERS: &Answers<DateOrder> = &[
    (
        DateOrder::DayFirst,
        "day_first",
        Text { zh: "日在前：3/4 是 4 月 3 日", en: "Day first: 3/4 is 3 April" },
    ),
    (
        DateOrder::MonthFirst,
        "month_first",
        Text { zh: "月在前：3/4 是 3 月 4 日", en: "Month first: 3/4 is 4 March" },
    ),
    (DateOrder::YearFirst, "year_first", Text { zh: "年在前：24-03-04", en: "Year first: 24-03-04" }),
];
const DECIMAL_MARKS: &Answers<DecimalMark> = &[
    (DecimalMark::Point, "point", Text { zh: "小数点：1,234.50", en: "Point: 1,234.50" }),
    (DecimalMark::Comma, "comma", Text { zh: "小数逗号：1.234,50", en: "Comma: 1.234,50" }),
];
const LAYOUTS: &Answers<LayoutChoice> = &[
    (
        LayoutChoice::FirstRow,
        "first_row",
        Text { zh: "整单金额只写在第一行", en: "The total stands on the first row alone" },
    ),
    (
        LayoutChoice::Repeated,
        "repeated",
        Text { zh: "整单金额在每行重复", en: "The total is repeated on each row" },
    ),
    (
        LayoutChoice::Parts,
        "parts",
        Text { zh: "每行各有一部分，相加", en: "Each row has its part; they are added" },
    ),
];
const REFUNDS: &Answers<RefundForm> = &[
    (RefundForm::Subtract, "subtract", Text { zh: "从金额里扣除", en: "Taken off the amount" }),
    (
        RefundForm::AlreadyNet,
        "already_net",
        Text { zh: "金额已是退款后的净额", en: "The amount is net already" },
    ),
];
const KEYS: &Answers<KeyChoice> = &[
    (KeyChoice::FirstAlone, "first_alone", Text { zh: "只用最可靠的一列", en: "The surest column alone" }),
    (
        KeyChoice::WithoutFirst,
        "without_first",
        Text { zh: "不用最可靠的一列", en: "All but the surest column" },
    ),
];
const ENCODINGS: [&str; 10] = [
    "utf-8",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-kr",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "utf-16le",
    "utf-16be",
];
const DELIMITERS: [&str; 5] = [",", ";", "\t", "|", " "];
/// Those that shops name most; a file can hold others, which are then asked about.
const CURRENCIES: [&str; 24] = [
    "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "SGD", "MYR", "THB", "VND", "IDR", "PHP", "INR",
    "AUD", "CAD", "NZD", "CHF", "SEK", "PLN", "BRL", "MXN", "KWD",
];
/// What stands before the name of a column: an empty one is "none of them", and differs from "automatic".
const COLUMN: char = '=';

/// The controls, with what is chosen.
pub(super) fn controls(previews: &[FilePreview], choices: &Choices, lang: Lang) -> Vec<Control> {
    let words = |zh, en| Text { zh, en }.get(lang);
    let select =
        |name: &str, label: &str, automatic: &str, options: Vec<ControlOption>, value: String| Control {
            name: name.into(),
            label: label.into(),
            options: [option("", automatic)].into_iter().chain(options).listed(),
            changed: !value.is_empty(),
            value,
            ..Control::default()
        };
    let automatic = AUTOMATIC.get(lang);
    let text = |chosen: &Option<String>| chosen.clone().unwrap_or_default();
    let plain = option("plain", words("都当普通表格", "Plain tables"));
    let keep = option("keep", words("按金额 0 保留", "Stay, at amount 0"));
    let count = option("keep", words("照常计入", "Count like all others"));
    let as_orders = option("as_orders", words("作为单独的订单保留", "Stay as orders of their own"));
    let apart = option("apart", words("各算各的", "Each is a customer of its own"));
    let column = choices.customer_column.as_ref().map(|name| format!("{COLUMN}{name}"));
    vec![
        select(
            "customer_column",
            words("客户按哪一列辨认", "Customers told apart by"),
            automatic,
            customer_columns(previews, lang),
            text(&column),
        ),
        select(
            "keys",
            words("有几列能辨认客户时", "Where several columns name customers"),
            words("每单用最可靠的（默认）", "The surest of each order (default)"),
            named(KEYS, lang),
            name_of(KEYS, Some(choices.keys)),
        ),
        select(
            "merge_keys",
            words("同一人的几个标识", "Several keys of one person"),
            words("能确定时合并（默认）", "Merged where that is certain (default)"),
            vec![apart],
            if choices.merge_keys == Some(false) { "apart".into() } else { String::new() },
        ),
        select(
            "date_order",
            words("日期里哪个在前", "Order in dates"),
            automatic,
            named(DATE_ORDERS, lang),
            name_of(DATE_ORDERS, choices.date_order),
        ),
        select(
            "decimal_mark",
            words("数字的写法", "Numbers"),
            automatic,
            named(DECIMAL_MARKS, lang),
            name_of(DECIMAL_MARKS, choices.decimal_mark),
        ),
        select(
            "layout",
            words("一单多行时的金额", "Amounts of orders with several rows"),
            automatic,
            named(LAYOUTS, lang),
            name_of(LAYOUTS, choices.layout),
        ),
        select(
            "refunds",
            words("退款列里的金额", "Amounts in a refund column"),
            automatic,
            named(REFUNDS, lang),
            name_of(REFUNDS, choices.refunds),
        ),
        select(
            "credits",
            words("没有指明订单的退款", "Credits that name no order"),
            words("冲减较早的订单（默认）", "Reduce an earlier order (default)"),
            vec![as_orders],
            if choices.credits == Credits::AsOrders { "as_orders".into() } else { String::new() },
        ),
        select(
            "keep_refunded",
            words("全额退款的订单", "Orders refunded in full"),
            words("不计入（默认）", "Set aside (default)"),
            vec![keep],
            if choices.keep_refunded { "keep".into() } else { String::new() },
        ),
        select(
            "keep_cancelled",
            words("已取消或关闭的订单", "Orders cancelled or closed"),
            words("不计入（默认）", "Set aside (default)"),
            vec![count.clone()],
            if choices.keep_cancelled { "keep".into() } else { String::new() },
        ),
        select(
            "keep_unpaid",
            words("未付款的订单", "Orders never paid"),
            words("不计入（默认）", "Set aside (default)"),
            vec![count],
            if choices.keep_unpaid { "keep".into() } else { String::new() },
        ),
        select(
            "currency",
            words("货币", "Currency"),
            automatic,
            currencies(choices),
            text(&choices.currency),
        ),
        select(
            "as_plain_tables",
            words("店铺的导出格式", "Exports of known shops"),
            words("能认出的照店铺格式读（默认）", "Read by the shop's own columns (default)"),
            vec![plain],
            if choices.as_plain_tables { "plain".into() } else { String::new() },
        ),
        select(
            "encoding",
            words("文件编码", "Encoding"),
            automatic,
            ENCODINGS.map(|label| option(label, ledger::encoding_words(label))).into(),
            text(&choices.encoding),
        ),
        select(
            "delimiter",
            words("分隔符", "Separator"),
            automatic,
            DELIMITERS.map(|value| option(value, ledger::delimiter_words(value, lang))).into(),
            text(&choices.delimiter),
        ),
    ]
}

fn named<T>(all: &Answers<T>, lang: Lang) -> Vec<ControlOption> {
    all.iter().map(|(_, name, words)| option(name, words.get(lang))).listed()
}

fn name_of<T: PartialEq>(all: &Answers<T>, set: Option<T>) -> String {
    let found = all.iter().find(|(answer, _, _)| Some(answer) == set.as_ref());
    found.map(|(_, name, _)| name.to_string()).unwrap_or_default()
}

/// A currency that was chosen elsewhere can be kept too.
fn currencies(choices: &Choices) -> Vec<ControlOption> {
    let other = choices.currency.iter().map(String::as_str).filter(|code| !CURRENCIES.contains(code));
    CURRENCIES.into_iter().chain(other).map(|code| option(code, code)).listed()
}

/// Every column that has a name, once, and "none of them".
fn customer_columns(previews: &[FilePreview], lang: Lang) -> Vec<ControlOption> {
    let none = Text { zh: "都不是：只看订单和金额", en: "None: orders and revenue only" };
    let mut options = vec![option(&COLUMN.to_string(), none.get(lang))];
    for column in previews.iter().flat_map(|preview| preview.columns.iter().take(super::COLUMNS)) {
        let value = format!("{COLUMN}{}", column.name);
        if options.iter().all(|known| known.value != value) {
            options.push(option(&value, &super::shortened(column.name.trim())));
        }
    }
    options
}

/// The choices after one control was changed; an empty value takes it back. `None` where it does not fit.
pub fn changed(choices: &Choices, name: &str, value: &str) -> Option<Choices> {
    fn pick<T: Copy>(all: &Answers<T>, value: &str) -> Option<Option<T>> {
        let found = all.iter().find(|(_, name, _)| *name == value).map(|(answer, _, _)| *answer);
        (value.is_empty() || found.is_some()).then_some(found)
    }
    let text = (!value.is_empty()).then(|| value.to_string());
    let mut next = choices.clone();
    match name {
        "customer_column" => next.customer_column = value.strip_prefix(COLUMN).map(str::to_string),
        "merge_keys" => next.merge_keys = (!value.is_empty()).then_some(false),
        "date_order" => next.date_order = pick(DATE_ORDERS, value)?,
        "decimal_mark" => next.decimal_mark = pick(DECIMAL_MARKS, value)?,
        "layout" => next.layout = pick(LAYOUTS, value)?,
        "refunds" => next.refunds = pick(REFUNDS, value)?,
        "credits" => next.credits = if value.is_empty() { Credits::Reduce } else { Credits::AsOrders },
        "keep_refunded" => next.keep_refunded = !value.is_empty(),
        "keep_cancelled" => next.keep_cancelled = !value.is_empty(),
        "keep_unpaid" => next.keep_unpaid = !value.is_empty(),
        "keys" => next.keys = pick(KEYS, value)?.unwrap_or_default(),
        "currency" => next.currency = text,
        "as_plain_tables" => next.as_plain_tables = !value.is_empty(),
        "encoding" => next.encoding = text,
        "delimiter" => next.delimiter = text,
        _ => return None,
    }
    Some(next)
}

/// The choices after a column was said to be of a role; an empty role leaves it open again. It takes the place of
/// what a question was answered with.
pub fn column_changed(choices: &Choices, column: &str, role: &str) -> Choices {
    let mut next = choices.clone();
    for answer in [&mut next.amount_column, &mut next.date_column, &mut next.customer_column] {
        answer.take_if(|name| name == column);
    }
    match role {
        "" => next.columns.remove(column),
        role => next.columns.insert(column.to_string(), role.to_string()),
    };
    next
}

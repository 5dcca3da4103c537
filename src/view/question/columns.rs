//! The words of questions about columns and how their numbers are written.

use super::{Answer, Asked};
use crate::intake::DecimalMark;
use crate::intake::question::{AmountOption, DateColumnOption, DecimalMarkOption};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::view::format::{self, count, plural};
use crate::view::{Lang, Text};

pub(super) fn amount(options: &[AmountOption], lang: Lang) -> Asked {
    let answers = options.iter().map(|option| {
        let (orders, amount) = (option.orders, plain(option.amount));
        let effect = match lang {
            Lang::Zh => format!("开头的行里 {} 笔订单，合计 {amount}", count(orders)),
            Lang::En => format!("{} in the first rows, {amount} in all", plural(orders, "order", "orders")),
        };
        Answer { value: option.answer.clone(), label: option.answer.clone(), effect }
    });
    let title = Text { zh: "哪一列是订单金额？", en: "Which column is the order's amount?" };
    let why = Text {
        zh: "几列都像金额，合计却不同，列名也分不清哪一列是实际付的钱。",
        en: "Several columns look like it and add up differently, and their names do not say which was paid.",
    };
    asked("amount_column", title, why, answers.listed(), lang)
}

pub(super) fn date(options: &[DateColumnOption], lang: Lang) -> Asked {
    let answers = options.iter().map(|option| {
        let (rows, other) = (option.rows, option.other_days);
        let effect = match (lang, other) {
            (Lang::Zh, 0) => format!("开头的行里 {} 行有日期", count(rows)),
            (Lang::En, 0) => format!("{} with a date among the first", plural(rows, "row", "rows")),
            (Lang::Zh, _) => {
                format!("开头的行里 {} 行有日期，其中 {} 行是别的日子", count(rows), count(other))
            }
            (Lang::En, _) => format!(
                "{} with a date among the first, {} of them on another day",
                plural(rows, "row", "rows"),
                count(other)
            ),
        };
        Answer { value: option.answer.clone(), label: option.answer.clone(), effect }
    });
    let title = Text { zh: "哪一列是下单时间？", en: "Which column is the time of the order?" };
    let why = Text {
        zh: "几列都是日期，列名分不清哪一列是下单的时候；用错列会改变所有按时间的数字。",
        en: "Several columns are dates and their names do not say when the order was made; the wrong one changes every \
             number over time.",
    };
    asked("date_column", title, why, answers.listed(), lang)
}

pub(super) fn decimal_mark(line: u32, decimals: u8, options: &[DecimalMarkOption], lang: Lang) -> Asked {
    let answers = options.iter().map(|option| {
        let (value, name) = match option.answer {
            DecimalMark::Point => ("point", Text { zh: "句点是小数点", en: "A point before the decimals" }),
            DecimalMark::Comma => ("comma", Text { zh: "逗号是小数点", en: "A comma before the decimals" }),
        };
        let currency = Currency { code: String::new(), decimals };
        let shown = |amount: Money| format::money(amount, &currency);
        let (name, example, sum) = (name.get(lang), shown(option.example), shown(option.amount));
        let (label, effect) = match lang {
            Lang::Zh => (format!("{name}：第 {line} 行是 {example}"), format!("这一列合计 {sum}")),
            Lang::En => (format!("{name}: line {line} is {example}"), format!("the column adds up to {sum}")),
        };
        Answer { value: value.into(), label, effect }
    });
    let title = Text {
        zh: "金额里的句点和逗号，哪个是小数点？",
        en: "In these amounts, which mark stands before the decimals?",
    };
    let why = Text {
        zh: "每个带标点的金额后面都正好是三位数字，可以是千位分隔，也可以是小数，相差一千倍。",
        en: "Every mark has exactly three digits behind it: thousands or decimals, which differ by a thousand times.",
    };
    asked("decimal_mark", title, why, answers.listed(), lang)
}

/// An amount whose currency is not settled yet.
fn plain(amount: Money) -> String {
    format::money(amount, &Currency::of(""))
}

fn asked(choice: &str, title: Text, why: Text, answers: Vec<Answer>, lang: Lang) -> Asked {
    Asked { choice: choice.into(), title: title.get(lang).into(), why: why.get(lang).into(), answers }
}

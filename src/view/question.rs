//! The words of a [`Question`]: what is unsure, and what each answer would mean.

mod columns;

use serde::Serialize;

use super::Lang;
use super::format::{self, count, plural};
use super::ledger::encoding_words;
use crate::intake::DateOrder;
use crate::intake::question::{
    CurrencyOption, CustomerOption, DateOption, EncodingOption, Question, ZoneOption,
};
use crate::list::Listed;
use crate::money::Currency;
use crate::time::{Period, PeriodKind};

/// A question as the page asks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Asked {
    /// The choice that an answer sets: a field of [`Choices`](crate::intake::Choices).
    pub choice: String,
    /// The question in one sentence.
    pub title: String,
    /// Why it is asked.
    pub why: String,
    /// The answers, the likeliest first.
    pub answers: Vec<Answer>,
}

/// One answer with its effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Answer {
    /// What the choice is set to.
    pub value: String,
    /// Its words.
    pub label: String,
    /// What it would mean for the numbers.
    pub effect: String,
}

/// The words of a question.
pub fn asked(question: &Question, lang: Lang) -> Asked {
    match question {
        Question::DateOrder { example, options } => date_order(example.line, options, lang),
        Question::Customer { options } => customer(options, lang),
        Question::Currency { options } => currency(options, lang),
        Question::Encoding { options, .. } => encoding(options, lang),
        Question::TimeZone { example, options } => zone(example.line, options, lang),
        Question::Amount { options } => columns::amount(options, lang),
        Question::DateColumn { options } => columns::date(options, lang),
        Question::DecimalMark { example, decimals, options } => {
            columns::decimal_mark(example.line, *decimals, options, lang)
        }
    }
}

fn date_order(line: u32, options: &[DateOption], lang: Lang) -> Asked {
    let answers = options.iter().map(|option| date_answer(line, option, lang)).listed();
    let has_years = options.iter().any(|option| option.answer == DateOrder::YearFirst);
    let (title, why) = match lang {
        Lang::Zh => (
            format!("日期里，{}哪个在前？", if has_years { "年、月、日" } else { "月和日" }),
            "这一列里没有一个日期能分清这几种读法，而读错会改变所有的数字。".to_string(),
        ),
        Lang::En => (
            "In these dates, which comes first?".to_string(),
            "No date in this column tells the readings apart, and the wrong one changes every number."
                .to_string(),
        ),
    };
    Asked { choice: "date_order".into(), title, why, answers }
}

fn date_answer(line: u32, option: &DateOption, lang: Lang) -> Answer {
    let (value, zh, en) = match option.answer {
        DateOrder::DayFirst => ("day_first", "日在前", "Day first"),
        DateOrder::MonthFirst => ("month_first", "月在前", "Month first"),
        DateOrder::YearFirst => ("year_first", "年在前", "Year first"),
    };
    let example = format::day(option.example, lang);
    let month = format::period(Period::of(option.example, PeriodKind::Month), lang);
    let (first, last) = (format::day(option.first_day, lang), format::day(option.last_day, lang));
    let rows = option.rows_in_month;
    let all = match lang {
        Lang::Zh if first == last => format!("全部数据都在{first}"),
        Lang::Zh => format!("全部数据从{first}到{last}"),
        Lang::En if first == last => format!("all data on {first}"),
        Lang::En => format!("all data from {first} to {last}"),
    };
    match lang {
        Lang::Zh => Answer {
            value: value.into(),
            label: format!("{zh}：第 {line} 行是 {example}"),
            effect: format!("{month}有 {} 行；{all}", count(rows)),
        },
        Lang::En => Answer {
            value: value.into(),
            label: format!("{en}: line {line} is {example}"),
            effect: format!("{} in {month}; {all}", plural(rows, "row", "rows")),
        },
    }
}

fn customer(options: &[CustomerOption], lang: Lang) -> Asked {
    let mut answers: Vec<Answer> = options.iter().map(|option| customer_answer(option, lang)).listed();
    answers.push(match lang {
        Lang::Zh => Answer {
            value: String::new(),
            label: "都不是".into(),
            effect: "只看订单数和金额，不算任何客户指标".into(),
        },
        Lang::En => Answer {
            value: String::new(),
            label: "None of them".into(),
            effect: "orders and revenue only, no customer metrics".into(),
        },
    });
    let (title, why) = match lang {
        Lang::Zh => {
            ("哪一列能认出同一位客户？", "用错列算出来的留存看着像结果，其实没有意义，所以不替你猜。")
        }
        Lang::En => (
            "Which column tells your customers apart?",
            "With the wrong one the numbers would look like a result and mean nothing, so this is not guessed.",
        ),
    };
    Asked { choice: "customer_column".into(), title: title.into(), why: why.into(), answers }
}

fn customer_answer(option: &CustomerOption, lang: Lang) -> Answer {
    let mut effect = match lang {
        Lang::Zh => format!("前 {} 行里有 {} 个不同的值", count(option.rows), count(option.distinct)),
        Lang::En => format!(
            "{} among the first {}",
            plural(option.distinct, "different value", "different values"),
            plural(option.rows, "row", "rows")
        ),
    };
    if option.are_names {
        effect.push_str(match lang {
            Lang::Zh => "；看起来是姓名：同名的人会算成一位，换了写法的同一个人会算成几位",
            Lang::En => {
                "; these look like names: people of one name would be one customer, one who writes it in two ways would \
                 be two"
            }
        });
    }
    Answer { value: option.answer.clone(), label: option.answer.clone(), effect }
}

fn currency(options: &[CurrencyOption], lang: Lang) -> Asked {
    let answers = options.iter().map(|option| {
        let currency = Currency { code: option.answer.clone(), decimals: option.decimals };
        let amount = format::money(option.amount, &currency);
        let effect = match lang {
            Lang::Zh => format!("{} 行，合计 {amount}；其余货币的行不计入", count(option.rows)),
            Lang::En => format!(
                "{}, {amount} in all; rows in other currencies are set aside",
                plural(option.rows, "row", "rows")
            ),
        };
        Answer { value: option.answer.clone(), label: option.answer.clone(), effect }
    });
    let answers = answers.listed();
    let (title, why) = match lang {
        Lang::Zh => ("文件里有几种货币，看哪一种？", "不同货币的金额不能相加，也不在这里换算。"),
        Lang::En => (
            "There are several currencies in the file: which one?",
            "Amounts in different currencies cannot be added, and are not converted here.",
        ),
    };
    Asked { choice: "currency".into(), title: title.into(), why: why.into(), answers }
}

fn encoding(options: &[EncodingOption], lang: Lang) -> Asked {
    let answer = |option: &EncodingOption| Answer {
        value: option.answer.clone(),
        label: encoding_words(&option.answer).to_string(),
        effect: match lang {
            Lang::Zh => format!("文件里的文字读作：{}", option.example),
            Lang::En => format!("the text reads: {}", option.example),
        },
    };
    let (title, why) = match lang {
        Lang::Zh => {
            ("文件里的文字，哪种读法是对的？", "文件没有写明编码，几种都说得通；选错了，名称会变成乱码。")
        }
        Lang::En => (
            "Which of these is how the text in your file should read?",
            "The file does not say its encoding and several make sense; with the wrong one names would be garbled.",
        ),
    };
    let answers = options.iter().map(answer).listed();
    Asked { choice: "encoding".into(), title: title.into(), why: why.into(), answers }
}

fn zone(line: u32, options: &[ZoneOption], lang: Lang) -> Asked {
    let answers = options.iter().map(|option| zone_answer(line, option, lang)).listed();
    let (title, why) = match lang {
        Lang::Zh => {
            ("你的店按哪里的时间过日子？", "文件里的时间不是店铺当地的时间，换算后有的订单会落到另一天。")
        }
        Lang::En => (
            "Whose days does your shop live by?",
            "The times in this file are not those of the shop's own place, and there some orders lie on another day.",
        ),
    };
    Asked { choice: "zone".into(), title: title.into(), why: why.into(), answers }
}

fn zone_answer(line: u32, option: &ZoneOption, lang: Lang) -> Answer {
    let time = format!("{:02}:{:02}", option.minute / 60, option.minute % 60);
    let (name, day) = (&option.answer, format::day(option.example, lang));
    let (label, effect) = match lang {
        Lang::Zh => (
            format!("{name}：第 {line} 行是 {day} {time}"),
            format!("{} 笔订单里有 {} 笔的日期与 UTC 不同", count(option.orders), count(option.moved)),
        ),
        Lang::En => (
            format!("{name}: line {line} is {day}, {time}"),
            format!(
                "{} of {} on another day than in UTC",
                count(option.moved),
                plural(option.orders, "order", "orders")
            ),
        ),
    };
    Answer { value: name.clone(), label, effect }
}

//! Numbers, money and dates as people in each language write them.

use super::Lang;
use super::figure::{Tick, ValueAxis};
use crate::analysis::{Share, Window};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::stats::wilson::Interval;
use crate::time::{Day, Period, PeriodKind};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What sums of floats may be off by.
const ROUNDING: f64 = 1e-9;
/// A minus or plus and the sign of a currency stay on one line.
const JOINER: char = '\u{2060}';

/// A name out of a file, to stand among words: what turns the direction of letters turns nothing outside of it.
pub fn isolated(name: &str) -> String {
    let embeds =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // Hebrew, Arabic and their neighbours, and the forms of their letters.
    let turns = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    let kept: String = name.chars().filter(|c| !embeds(*c)).collect();
    if kept.chars().any(turns) { format!("\u{2068}{kept}\u{2069}") } else { kept }
}

/// `12,345` in both languages.
pub fn count(n: u64) -> String {
    group(&n.to_string())
}

/// A count with its noun in English: `1 order`, `2 orders`.
pub fn plural(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// A short number for axes and headlines: `1.2万`, `3.4亿`, `5万亿`; `12k`, `3.4M`, `5tn`.
pub fn compact(value: f64, lang: Lang) -> String {
    let steps: &[(f64, &str)] = match lang {
        Lang::Zh => &[(1e12, "万亿"), (1e8, "亿"), (1e4, "万")],
        Lang::En => &[(1e12, "tn"), (1e9, "bn"), (1e6, "M"), (1e3, "k")],
    };
    // From the unit on which it does not round up to the next one: 999,999 is 1M, not 1000k.
    let step = steps.iter().find(|(unit, _)| value.abs() >= unit * 0.99995);
    match step {
        Some((unit, name)) => format!("{}{name}", trimmed(value / unit, 2)),
        None if value.fract() == 0.0 && value >= 0.0 => count(value as u64),
        None => trimmed(value, 2),
    }
}

/// `14.7%`; one decimal. What is more than nothing, or less than all, never reads as that: `<0.1%`, `>99.9%`.
pub fn percent(share: f64) -> String {
    percent_to(share, 1)
}

/// The same with so many decimals, none or one.
pub fn percent_to(share: f64, decimals: usize) -> String {
    let write = |percent: f64| format!("{percent:.decimals$}%");
    let (text, least) = (write(share * 100.0), if decimals == 0 { 1.0 } else { 0.1 });
    if share > ROUNDING && text == write(0.0) {
        format!("<{}", write(least))
    } else if share < 1.0 - ROUNDING && text == write(100.0) {
        format!(">{}", write(100.0 - least))
    } else {
        text
    }
}

/// The rate of a share, or a dash where it is undefined.
pub fn rate(share: &Share) -> String {
    share.rate().map_or_else(undefined, percent)
}

/// What stands where a number is undefined.
pub fn undefined() -> String {
    "–".to_string()
}

/// `13.9–15.5%`.
pub fn interval(interval: Interval) -> String {
    format!("{:.1}–{:.1}%", interval.low * 100.0, interval.high * 100.0)
}

/// The interval of a share with the words that say what it is.
pub fn sureness(share: &Share, lang: Lang) -> String {
    let Some(ends) = share.interval else { return String::new() };
    match lang {
        Lang::Zh => format!("95% 区间 {}", interval(ends)),
        Lang::En => format!("95% interval {}", interval(ends)),
    }
}

/// Money in full, with the currency's decimals: `¥1,234.50`, `CHF 20.00`.
pub fn money(amount: Money, currency: &Currency) -> String {
    let per_major = currency.minor_per_major() as u64;
    let (major, minor) = (amount.0.unsigned_abs() / per_major, amount.0.unsigned_abs() % per_major);
    let mut text = group(&major.to_string());
    if currency.decimals > 0 {
        text.push_str(&format!(".{minor:0width$}", width = usize::from(currency.decimals)));
    }
    signed(amount.0 < 0, &symbol(currency), &text)
}

/// Money for headlines: `¥123.45万`, `$1.23M`; amounts below ten thousand in full.
pub fn money_compact(amount: Money, currency: &Currency, lang: Lang) -> String {
    let major = amount.0 as f64 / currency.minor_per_major() as f64;
    if major.abs() < 10_000.0 {
        return money(amount, currency);
    }
    signed(amount.0 < 0, &symbol(currency), &compact(major.abs(), lang))
}

/// Plain major units for tables that are saved: `1234.5`.
pub fn major(amount: Money, currency: &Currency) -> f64 {
    amount.0 as f64 / currency.minor_per_major() as f64
}

/// `2024年3月9日`, `9 Mar 2024`.
pub fn day(day: Day, lang: Lang) -> String {
    let (year, month, date) = day.ymd();
    match lang {
        Lang::Zh => format!("{year}年{month}月{date}日"),
        Lang::En => format!("{date} {} {year}", month_name(month)),
    }
}

/// `2024年3月`, `Mar 2024`, `2024年第10周`, `2024 W10`, ...
pub fn period(period: Period, lang: Lang) -> String {
    let first = period.first_day();
    let (year, month, _) = first.ymd();
    match (period.kind, lang) {
        (PeriodKind::Day | PeriodKind::SundayWeek, _) => first.to_string(),
        (PeriodKind::Week, Lang::Zh) => period.to_string().replacen("-W", "年第", 1) + "周",
        (PeriodKind::Week, Lang::En) => period.to_string().replacen('-', " ", 1),
        (PeriodKind::Month, Lang::Zh) => format!("{year}年{month}月"),
        (PeriodKind::Month, Lang::En) => format!("{} {year}", month_name(month)),
        (PeriodKind::Quarter, Lang::Zh) => format!("{year}年{}季度", month.div_ceil(3)),
        (PeriodKind::Quarter, Lang::En) => format!("Q{} {year}", month.div_ceil(3)),
        (PeriodKind::Year, Lang::Zh) => format!("{year}年"),
        (PeriodKind::Year, Lang::En) => year.to_string(),
    }
}

/// `3 天`, `1 day`, `2.5 days`; a dash where they are undefined.
pub fn days(value: Option<f64>, lang: Lang) -> String {
    let number = value.map_or_else(undefined, |days| decimal(days, 1));
    match lang {
        Lang::Zh => format!("{number} 天"),
        Lang::En if number == "1" => "1 day".into(),
        Lang::En => format!("{number} days"),
    }
}

/// `1,653`, `2.5`: at most so many decimals, without trailing zeros.
pub fn decimal(value: f64, decimals: usize) -> String {
    let text = trimmed(value.abs(), decimals);
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    signed(value < 0.0, "", &(group(whole) + rest))
}

/// `2024年1月1日至2025年12月31日`, `1 Jan 2024 – 31 Dec 2025`.
pub fn window(window: Window, lang: Lang) -> String {
    let (first, last) = (day(window.first_day, lang), day(window.as_of, lang));
    if first == last {
        return first;
    }
    match lang {
        Lang::Zh => format!("{first}至{last}"),
        Lang::En => format!("{first} – {last}"),
    }
}

/// The noun of a period: `个月`, `months`.
pub fn period_unit(kind: PeriodKind, n: u64, lang: Lang) -> &'static str {
    let one = n == 1;
    match (kind, lang) {
        (PeriodKind::Day, Lang::Zh) => "天",
        (PeriodKind::Week | PeriodKind::SundayWeek, Lang::Zh) => "周",
        (PeriodKind::Month, Lang::Zh) => "个月",
        (PeriodKind::Quarter, Lang::Zh) => "个季度",
        (PeriodKind::Year, Lang::Zh) => "年",
        (PeriodKind::Day, Lang::En) => ["days", "day"][usize::from(one)],
        (PeriodKind::Week | PeriodKind::SundayWeek, Lang::En) => ["weeks", "week"][usize::from(one)],
        (PeriodKind::Month, Lang::En) => ["months", "month"][usize::from(one)],
        (PeriodKind::Quarter, Lang::En) => ["quarters", "quarter"][usize::from(one)],
        (PeriodKind::Year, Lang::En) => ["years", "year"][usize::from(one)],
    }
}

/// An axis from 0 to a round value at or above `max`, with four or five ticks.
pub fn axis_from_zero(title: String, max: f64, write: impl Fn(f64) -> String) -> ValueAxis {
    ValueAxis { title, ..axis_around_zero([0.0, max], &write) }
}

/// An axis between round values at or beyond both ends, of which one is at most 0 and the other at least 0.
fn axis_around_zero([min, max]: [f64; 2], write: &dyn Fn(f64) -> String) -> ValueAxis {
    let step = round_step((max - min) / 4.0);
    // A float sum of steps drifts: the count of steps is taken first.
    let first = (min / step).floor() as i32;
    let last = ((max / step).ceil() as i32).max(first + 1);
    let at = |steps: i32| f64::from(steps) * step;
    let ticks = (first..=last).map(at).map(|at| Tick { at, label: write(at) }).listed();
    ValueAxis { title: String::new(), min: at(first), max: at(last), ticks }
}

/// An axis of money around 0, in major units, written short with the currency's sign.
pub fn money_axis(ends: [f64; 2], currency: &Currency, lang: Lang) -> ValueAxis {
    let symbol = symbol(currency);
    axis_around_zero(ends, &|value| signed(value < 0.0, &symbol, &compact(value.abs(), lang)))
}

/// An axis of numbers from 0, written short.
pub fn number_axis(max: f64, lang: Lang) -> ValueAxis {
    axis_from_zero(String::new(), max, |v| compact(v, lang))
}

/// An axis of shares from 0, in percent.
pub fn share_axis(max: f64) -> ValueAxis {
    axis_from_zero(String::new(), max, |v| format!("{}%", trimmed(v * 100.0, 1)))
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `least`; 1 where that is not positive.
fn round_step(least: f64) -> f64 {
    if !least.is_finite() || least <= 0.0 {
        return 1.0;
    }
    let mut power = 1.0;
    while power > least {
        power /= 10.0;
    }
    while power * 10.0 <= least {
        power *= 10.0;
    }
    [1.0, 2.0, 2.5, 5.0].iter().map(|m| m * power).find(|step| *step >= least).unwrap_or(power * 10.0)
}

fn month_name(month: u32) -> &'static str {
    MONTHS[(month.clamp(1, 12) - 1) as usize]
}

/// The sign people know, else the code and a space; nothing for an unknown currency.
fn symbol(currency: &Currency) -> String {
    match currency.code.as_str() {
        "CNY" | "JPY" => "¥".to_string(),
        "USD" => "$".to_string(),
        "EUR" => "€".to_string(),
        "GBP" => "£".to_string(),
        "KRW" => "₩".to_string(),
        "INR" => "₹".to_string(),
        "" => String::new(),
        code => format!("{code} "),
    }
}

fn signed(negative: bool, symbol: &str, text: &str) -> String {
    let sign = if negative { "−" } else { "" };
    with_sign(sign, &format!("{symbol}{text}"))
}

/// An amount behind its sign, from which no line break parts it.
pub fn with_sign(sign: &str, amount: &str) -> String {
    let is_number = sign.is_empty() || amount.starts_with(|c: char| c.is_ascii_alphanumeric());
    if is_number { format!("{sign}{amount}") } else { format!("{sign}{JOINER}{amount}") }
}

fn group(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// At most `decimals` decimals, without trailing zeros.
pub fn trimmed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_turn_nothing_around_them() {
        for (name, shown) in [
            ("小红书", "小红书"),
            ("\u{202e}evil", "evil"),
            ("a\u{2069}\u{202e}b", "ab"),
            ("متجر", "\u{2068}متجر\u{2069}"),
            ("חנות \u{202d}2", "\u{2068}חנות 2\u{2069}"),
        ] {
            assert_eq!(isolated(name), shown);
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(plural(1, "order", "orders"), "1 order");
        assert_eq!(plural(0, "order", "orders"), "0 orders");
        assert_eq!(
            (days(Some(1653.0), Lang::En), days(Some(2.5), Lang::Zh)),
            ("1,653 days".into(), "2.5 天".into())
        );
        for (value, zh, en) in [
            (999.0, "999", "999"),
            (12_000.0, "1.2万", "12k"),
            (999_999.0, "100万", "1M"),
            (250_000_000.0, "2.5亿", "250M"),
            (999_999_000_000.0, "1万亿", "1tn"),
            (15_200_000_000_000.0, "15.2万亿", "15.2tn"),
            (0.0, "0", "0"),
        ] {
            assert_eq!((compact(value, Lang::Zh).as_str(), compact(value, Lang::En).as_str()), (zh, en));
        }
    }

    #[test]
    fn money_keeps_its_decimals_and_sign() {
        for (minor, code, text) in [
            (123_450, "CNY", "¥1,234.50"),
            (-5, "USD", "−\u{2060}$0.05"),
            (-5, "KWD", "−KWD 0.005"),
            (-5, "", "−0.05"),
            (1200, "JPY", "¥1,200"),
            (1500, "KWD", "KWD 1.500"),
            (99, "", "0.99"),
        ] {
            assert_eq!(money(Money(minor), &Currency::of(code)), text);
        }
        assert_eq!(money_compact(Money(123_456_700), &Currency::of("CNY"), Lang::Zh), "¥123.46万");
        assert_eq!(money_compact(Money(123_456_700), &Currency::of("USD"), Lang::En), "$1.23M");
        assert_eq!(money_compact(Money(132_000), &Currency::of("USD"), Lang::En), "$1,320.00");
    }

    #[test]
    fn what_is_more_than_nothing_or_less_than_all_is_not_written_as_that() {
        for (share, text, short) in [
            (0.0, "0.0%", "0%"),
            (1.0 / 3_000.0, "<0.1%", "<1%"),
            (0.0006, "0.1%", "<1%"),
            (0.147, "14.7%", "15%"),
            (0.9994, "99.9%", ">99%"),
            (2_999.0 / 3_000.0, ">99.9%", ">99%"),
            (1.0, "100.0%", "100%"),
            // A third three times.
            (1.0 / 3.0 + 1.0 / 3.0 + 0.333_333_333_333_333_3, "100.0%", "100%"),
            (1.5, "150.0%", "150%"),
        ] {
            assert_eq!((percent(share).as_str(), percent_to(share, 0).as_str()), (text, short), "{share}");
        }
    }

    #[test]
    fn dates_in_both_languages() {
        let march: Day = "2024-03-09".parse().unwrap();
        assert_eq!(
            (day(march, Lang::Zh), day(march, Lang::En)),
            ("2024年3月9日".into(), "9 Mar 2024".into())
        );
        let of = |kind, lang| period(Period::of(march, kind), lang);
        assert_eq!(of(PeriodKind::Week, Lang::Zh), "2024年第10周");
        assert_eq!(of(PeriodKind::Week, Lang::En), "2024 W10");
        assert_eq!(of(PeriodKind::Quarter, Lang::En), "Q1 2024");
    }

    #[test]
    fn axes_end_on_a_round_value() {
        for (max, end, ticks) in
            [(0.31, 0.4, 5), (1.0, 1.0, 5), (0.0, 1.0, 2), (7.0, 8.0, 5), (8_200.0, 10_000.0, 5)]
        {
            let axis = axis_from_zero(String::new(), max, |v| trimmed(v, 3));
            assert!((axis.max - end).abs() < 1e-9, "{max}: {}", axis.max);
            assert_eq!(axis.ticks.len(), ticks, "{max}");
        }
    }

    #[test]
    fn an_axis_of_losses_begins_below_zero() {
        let axis = money_axis([-5_679.16, 1_200.0], &Currency::of("USD"), Lang::En);
        let ticks = axis.ticks.iter().map(|tick| tick.label.as_str()).listed();
        assert_eq!(ticks, ["−\u{2060}$6k", "−\u{2060}$4k", "−\u{2060}$2k", "$0", "$2k"]);
        assert_eq!((axis.min, axis.max), (-6_000.0, 2_000.0));
        let losses_alone = money_axis([-3.0, 0.0], &Currency::of(""), Lang::Zh);
        assert_eq!((losses_alone.min, losses_alone.max), (-3.0, 0.0));
    }
}

//! Controls that are typed into: an example of what fits, and the sentence where something else was typed.

use super::{Control, ControlKind, chip};
use crate::view::{Lang, format};

/// A control with this value; `takes` is what fits, in words that follow "it takes", and `example` one of them.
pub(super) fn text(
    name: &str,
    label: &str,
    value: &str,
    changed: bool,
    [takes, example]: [&str; 2],
    lang: Lang,
) -> Control {
    let (example, takes) = match lang {
        Lang::Zh => (format!("如 {example}"), format!("请填{takes}，如 {example}")),
        Lang::En => (format!("e.g. {example}"), format!("it takes {takes}, e.g. {example}")),
    };
    Control {
        name: name.into(),
        label: label.into(),
        kind: ControlKind::Text,
        changed,
        chip: if changed { chip(label, value, lang) } else { String::new() },
        example,
        unfit: unfit(&takes, value, lang),
        value: value.into(),
        ..Control::default()
    }
}

/// A number from the least to the most of these, of which `unit` are one as it is written.
pub(super) fn number(range: [u32; 2], unit: u32, lang: Lang) -> String {
    let [least, most] = range.map(|end| format::trimmed(f64::from(end) / f64::from(unit), 2));
    match (lang, unit) {
        (Lang::Zh, 1) => format!(" {least} 到 {most} 的整数"),
        (Lang::Zh, _) => format!(" {least} 到 {most} 的数"),
        (Lang::En, 1) => format!("a whole number from {least} to {most}"),
        (Lang::En, _) => format!("a number from {least} to {most}"),
    }
}

/// That what was typed does not count, why, and what counts instead.
pub(super) fn unfit(takes: &str, set: &str, lang: Lang) -> String {
    match (lang, set.is_empty()) {
        (Lang::Zh, true) => format!("没有采用：{takes}。"),
        (Lang::Zh, false) => format!("没有采用：{takes}。仍为 {set}。"),
        (Lang::En, true) => format!("Not applied: {takes}."),
        (Lang::En, false) => format!("Not applied: {takes}. Still {set}."),
    }
}

//! The settings of the lifecycle.

use super::{Control, ControlOption, chosen};
use crate::analysis::lifecycle::LifecycleRule;
use crate::list::Listed;
use crate::view::{Lang, Text, format};

/// One number of the rule: its control's name and words, what can be chosen, 0 for each customer's own cycle.
type Number = (&'static str, Text, &'static [u32]);

const NUMBERS: [Number; 4] = [
    ("active_percent", Text { zh: "活跃至周期的", en: "Active up to" }, &[100, 125, 150, 200]),
    ("lost_percent", Text { zh: "流失于周期的", en: "Lost after" }, &[200, 250, 300, 400, 500]),
    ("mature_from", Text { zh: "成熟期始于", en: "Mature from" }, &[3, 4, 5, 6, 8, 10]),
    ("cycle_days", Text { zh: "生命周期按", en: "Lifecycle by" }, &[0, 7, 14, 30, 45, 60, 90, 120, 180, 365]),
];

/// All of them, behind the others.
pub(super) fn controls(rule: &LifecycleRule, lang: Lang) -> Vec<Control> {
    let control = |(name, label, numbers): Number| {
        let (set, usual) = (field(rule, name), field(&LifecycleRule::default(), name));
        let option =
            |number: &u32| ControlOption { value: number.to_string(), label: words(name, *number, lang) };
        let mut numbers = numbers.to_vec();
        if !numbers.contains(&set) {
            numbers.push(set);
        }
        let at = numbers.iter().position(|number| *number == set);
        let options = numbers.iter().map(option).listed();
        chosen(name, label.get(lang), options, at, set != usual, lang)
    };
    NUMBERS.into_iter().map(control).listed()
}

/// Sets one number of the rule, to what it usually is for an empty value; `None` for what cannot be chosen.
pub(super) fn change(rule: &mut LifecycleRule, name: &str, value: &str) -> Option<()> {
    let (name, _, numbers) = NUMBERS.into_iter().find(|(known, _, _)| *known == name)?;
    let number = match value {
        "" => field(&LifecycleRule::default(), name),
        value => value.parse().ok().filter(|number| numbers.contains(number))?,
    };
    match name {
        "active_percent" => rule.active_percent = number,
        "lost_percent" => rule.lost_percent = number,
        "mature_from" => rule.mature_from = number,
        _ => rule.cycle_days = Some(number).filter(|days| *days > 0),
    }
    Some(())
}

fn field(rule: &LifecycleRule, name: &str) -> u32 {
    match name {
        "active_percent" => rule.active_percent,
        "lost_percent" => rule.lost_percent,
        "mature_from" => rule.mature_from,
        _ => rule.cycle_days.unwrap_or(0),
    }
}

fn words(name: &str, number: u32, lang: Lang) -> String {
    match (name, number, lang) {
        ("mature_from", n, Lang::Zh) => format!("{n} 次购买"),
        ("mature_from", n, Lang::En) => format!("{n} purchases"),
        ("cycle_days", 0, Lang::Zh) => "各人自己的周期".into(),
        ("cycle_days", 0, Lang::En) => "own cycles".into(),
        ("cycle_days", days, _) => format::days(Some(days.into()), lang),
        (_, percent, Lang::Zh) => format!("{} 倍", format::trimmed(f64::from(percent) / 100.0, 2)),
        (_, 100, Lang::En) => "1 cycle".into(),
        (_, percent, Lang::En) => format!("{} cycles", format::trimmed(f64::from(percent) / 100.0, 2)),
    }
}

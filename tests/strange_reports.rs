//! Saved reports come from elsewhere: whatever is wrong inside one that has the right form, words and figures are made of
//! it or not, and nothing dies. Each is a real report in which a few values were changed, from a fixed seed.

use huitou::chart::theme::Theme;
use huitou::chart::{self, measure};
use huitou::intake::{self, Choices};
use huitou::report::Report;
use huitou::view::{self, Lang};
use serde_json::{Value, json};

use crate::chance::Chance;

const REPORTS: u64 = 1_500;

fn saved() -> Value {
    let csv = huitou::sample::csv(huitou::sample::Language::English, 1, 120);
    let intake = intake::read(&[("shop.csv", csv.as_slice())], &Choices::default()).unwrap();
    let report = Report::of(&intake.orders, &huitou::analysis::Settings::default(), &[]);
    serde_json::to_value(report.into_shared().unwrap()).unwrap()
}

/// How many values there are, this one included.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(size).sum(),
        Value::Object(object) => object.values().map(size).sum(),
        _ => 0,
    }
}

/// Changes the value at a position, in the order of `size`.
fn change(value: &mut Value, at: &mut usize, chance: &mut Chance) {
    if *at == 0 {
        *value = strange(value, chance);
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| change(value, at, chance)),
        Value::Object(object) => object.values_mut().for_each(|value| change(value, at, chance)),
        _ => {}
    }
}

/// Something else of the same kind.
fn strange(value: &Value, chance: &mut Chance) -> Value {
    let pick = chance.bits();
    match value {
        Value::Number(number) if number.is_f64() => {
            json!([0.0, -1.0, 1e300, -1e300, 1e-300, 0.5, 2.0, 1e15][pick as usize % 8])
        }
        Value::Number(_) => json!(
            [0, 1, -1, 4, 30, 255, 70_000, 4_294_967_295_i64, 9_007_199_254_740_991, -9_007_199_254_740_991]
                [pick as usize % 10]
        ),
        Value::Array(list) => match pick % 4 {
            0 => json!([]),
            1 => list.iter().take(1).cloned().collect(),
            2 => list.iter().rev().cloned().collect(),
            _ => list.iter().chain(list).cloned().collect(),
        },
        Value::String(_) => json!(["", "0", "week", "CNY", "<b>"][pick as usize % 5]),
        Value::Bool(yes) => json!(!yes),
        _ => Value::Null,
    }
}

fn show(report: &Report) {
    for lang in [Lang::Zh, Lang::En] {
        for panel in view::panels(report, lang) {
            for figure in &panel.figures {
                let theme = Theme::light();
                let height = chart::height(figure, 360.0, &theme);
                chart::lay_out(figure, &theme, (360.0, height), &measure::width);
            }
        }
    }
}

#[test]
fn whatever_is_in_a_saved_report_nothing_dies() {
    let saved = saved();
    let size = size(&saved);
    let (mut shown, mut died) = (0, Vec::new());
    for seed in 0..REPORTS {
        let mut chance = Chance::seeded(seed);
        let mut changed = saved.clone();
        for _ in 0..1 + chance.bits() % 3 {
            let mut at = chance.bits() as usize % size;
            change(&mut changed, &mut at, &mut chance);
        }
        let Ok(report) = serde_json::from_value::<Report>(changed) else { continue };
        shown += 1;
        if std::panic::catch_unwind(|| show(&report)).is_err() {
            died.push(seed);
        }
    }
    assert!(shown > REPORTS / 3, "{shown} of {REPORTS} have the form of a report");
    assert_eq!(died, [0; 0], "seeds of reports that ended the program");
}

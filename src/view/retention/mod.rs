//! The words and pictures of [`Retention`]: the curve and the cohort matrix.

mod cohorts;
mod compared;
mod curve;
mod file_start;
mod finding;
mod measure;
mod words;

use super::format::{self, count, plural};
use super::settings::ControlOption;
use super::{Lang, Panel};
use crate::analysis::retention::{Cohort, Retention};
use crate::list::Listed;
use crate::report::Report;
use crate::time::PeriodKind;
pub(super) use words::cohort as cohort_name;

/// The panels of retention.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(retention) = &report.results.retention else { return Vec::new() };
    vec![
        curve::panel(report, retention, lang),
        cohorts::panel(report, retention, lang),
        compared::panel(report, retention, lang),
    ]
}

/// The cohorts that can be chosen to be compared: the key and the name of each.
pub(super) fn to_compare(report: &Report, lang: Lang) -> Vec<ControlOption> {
    let cohorts = report.results.retention.iter().flat_map(|retention| &retention.cohorts);
    let option = |cohort: &Cohort| ControlOption {
        value: cohort.key(),
        label: words::cohort(&cohort.name, false, report.settings.cohort_by, lang),
    };
    cohorts.map(option).listed()
}

fn nobody(report: &Report, lang: Lang) -> Option<String> {
    (!report.results.has_customers).then(|| super::no_key_sentence(lang))
}

fn unit(kind: PeriodKind, n: u32, lang: Lang) -> String {
    format!("{n} {}", format::period_unit(kind, u64::from(n), lang))
}

/// `3 个月` after 第, `3rd month`.
fn nth(kind: PeriodKind, n: u32, lang: Lang) -> String {
    if lang == Lang::Zh {
        return unit(kind, n, lang);
    }
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending} {}", format::period_unit(kind, 1, lang))
}

fn customers_note(report: &Report, retention: &Retention, lang: Lang) -> String {
    let (n, cohorts) = (retention.customers, retention.cohorts.len() as u64 + retention.earlier_cohorts);
    let window = super::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 位客户，{} 个同期群。{window}", count(n), count(cohorts)),
        Lang::En => format!(
            "n = {}, {}. {window}",
            plural(n, "customer", "customers"),
            plural(cohorts, "cohort", "cohorts")
        ),
    }
}

fn offsets_title(kind: PeriodKind, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("首单之后第几{}", format::period_unit(kind, 2, lang)),
        Lang::En => format!("{} after that of the first order", format::period_unit(kind, 2, lang)),
    }
}

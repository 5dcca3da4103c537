//! What the cohort matrix says in one sentence.

use super::measure::{self, Measured};
use super::{nobody, words};
use crate::analysis::retention::{Cohort, CohortBy, CohortMeasure, Retention};
use crate::analysis::{Comparison, Share};
use crate::list::Listed;
use crate::report::Report;
use crate::view::format::{self, plural};
use crate::view::{self, Lang, comparison};

/// The cohorts that did best and worst at the first offset.
pub(super) fn finding(report: &Report, retention: &Retention, lang: Lang) -> String {
    if let Some(sentence) = nobody(report, lang) {
        return sentence;
    }
    let set = &report.settings;
    let finished = |cohort: &&Cohort| {
        cohort.cells.first().is_some_and(|cell| cell.complete) && cohort.size >= Share::SMALL
    };
    let measured = |cohort: &Cohort| {
        let cell = cohort.cells.first()?;
        Some(Measured::of(set.measure, &cell.retained, cell.sums, &report.results.currency, lang))
    };
    let value = |cohort: &&Cohort| measured(cohort).and_then(|it| it.value).unwrap_or(0.0);
    let comparable: Vec<&Cohort> = retention.cohorts.iter().filter(finished).listed();
    let ordered = |a: &&&Cohort, b: &&&Cohort| value(a).total_cmp(&value(b));
    let (Some(best), Some(worst)) = (comparable.iter().max_by(ordered), comparable.iter().min_by(ordered))
    else {
        return view::none_or_few(report, too_little(retention, lang), lang);
    };
    let named = |cohort: &Cohort| {
        let name = words::named(&cohort.name, false, set.cohort_by, lang);
        let text = measured(cohort).map(|it| it.text).unwrap_or_default();
        let sure = cohort.cells.first().filter(|_| set.measure == CohortMeasure::Customers);
        let sure = sure.map_or_else(String::new, |cell| {
            let comma = if lang == Lang::Zh { "，" } else { ", " };
            format!("{comma}{}", format::sureness(&cell.retained, lang))
        });
        match lang {
            Lang::Zh => format!("{name}（{text}{sure}）"),
            Lang::En => format!("{name} ({text}{sure})"),
        }
    };
    let when = words::when(retention, 1, lang);
    let subject = subject(set.measure, set.cohort_by, &when, lang);
    if comparable.len() == 1 {
        return match lang {
            Lang::Zh => format!("只有一个群可以看{subject}：{}。", named(best)),
            Lang::En => format!("Only one cohort can be read for {subject}: {}.", named(best)),
        };
    }
    let n = comparable.len();
    let mut judgement = judgement(set.measure, best, worst, lang);
    // The ends of many lie further apart than any two: what Newcombe's interval does not know.
    if n > 2 {
        judgement.push_str(match lang {
            Lang::Zh => "这是各群中挑出的两端，差别会显得偏大。",
            Lang::En => " They are the two ends of all, so they look further apart than they are.",
        });
    }
    match lang {
        Lang::Zh => format!(
            "{n} 个可比的群中，{subject}最高的是{}，最低的是{}。{judgement}",
            named(best),
            named(worst)
        ),
        Lang::En => format!(
            "Of {n} comparable cohorts {subject} is highest for {} and lowest for {}. {judgement}",
            named(best),
            named(worst)
        ),
    }
}

fn subject(measure: CohortMeasure, by: CohortBy, when: &str, lang: Lang) -> String {
    let name = measure::name(measure).get(lang);
    match (lang, by) {
        (Lang::Zh, _) => format!("首单后{when}的{name}"),
        (Lang::En, _) => format!("{} {when} after the first order", name.to_lowercase()),
    }
}

fn judgement(measure: CohortMeasure, best: &Cohort, worst: &Cohort, lang: Lang) -> String {
    let first = |cohort: &Cohort| cohort.cells.first().map_or(Share::of(0, 0), |cell| cell.retained);
    match (measure, lang) {
        (CohortMeasure::Customers, _) => comparison::words(&Comparison::of(first(best), first(worst)), lang),
        (_, Lang::Zh) => "同一客户的订单互相关联，因此不附区间。".into(),
        (_, Lang::En) => "Orders of one customer depend on each other, so there is no interval.".into(),
    }
}

fn too_little(retention: &Retention, lang: Lang) -> String {
    let n = retention.cohorts.len() as u64 + retention.earlier_cohorts;
    match lang {
        Lang::Zh => format!("共 {n} 个同期群，还没有满 30 人且之后走完一个周期的，暂时不能比较。"),
        Lang::En => format!(
            "{} so far; none has 30 customers and a finished period after it, so there is nothing to compare.",
            plural(n, "cohort", "cohorts")
        ),
    }
}

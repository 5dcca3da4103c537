//! What is retained, what makes a cohort, and what its matrix shows.

use super::{Control, ControlOption, chosen, one_of_few};
use crate::analysis::Settings;
use crate::analysis::retention::{CohortBy, CohortMeasure, CurveMean, DoubtfulCohorts, RetentionMode};
use crate::report::Report;
use crate::view::retention::to_compare;
use crate::view::{Lang, Text};

/// In the order of the words below; the first is the default.
const MODES: [RetentionMode; 6] = [
    RetentionMode::Period,
    RetentionMode::OnOrAfter,
    RetentionMode::Cumulative,
    RetentionMode::Day,
    RetentionMode::Bracket,
    RetentionMode::AgeMonth,
];
const MODE_WORDS: [(&str, Text); 6] = [
    ("period", Text { zh: "当期下单", en: "In the period" }),
    ("on_or_after", Text { zh: "当期或更晚下单", en: "In the period or later" }),
    ("cumulative", Text { zh: "截至当期累计复购", en: "By the period's end" }),
    ("day", Text { zh: "第 N 日（次日、3 日、7 日…）", en: "On day N" }),
    ("bracket", Text { zh: "天数区间", en: "Within days a to b" }),
    ("age_month", Text { zh: "客龄月（30 天）", en: "Months of age (30 days)" }),
];
const COHORTS: [CohortBy; 7] = [
    CohortBy::Period,
    CohortBy::Channel,
    CohortBy::Product,
    CohortBy::Category,
    CohortBy::Discounted,
    CohortBy::Region,
    CohortBy::Attribute,
];
const COHORT_WORDS: [(&str, Text); 7] = [
    ("period", Text { zh: "首单周期", en: "First period" }),
    ("channel", Text { zh: "首单渠道", en: "First channel" }),
    ("product", Text { zh: "首单商品", en: "First product" }),
    ("category", Text { zh: "首单品类", en: "First category" }),
    ("discounted", Text { zh: "首单是否优惠", en: "First order discounted or not" }),
    ("region", Text { zh: "首单地区", en: "First region" }),
    ("attribute", Text { zh: "首单自选分组", en: "First own attribute" }),
];
const MEASURES: [CohortMeasure; 5] = [
    CohortMeasure::Customers,
    CohortMeasure::Orders,
    CohortMeasure::Revenue,
    CohortMeasure::RevenuePerCustomer,
    CohortMeasure::AverageOrder,
];
const MEASURE_WORDS: [(&str, Text); 5] = [
    ("customers", Text { zh: "留存率", en: "Customers" }),
    ("orders", Text { zh: "订单数", en: "Orders" }),
    ("revenue", Text { zh: "净销售额", en: "Net revenue" }),
    ("revenue_per_customer", Text { zh: "每位获客净销售额", en: "Net revenue per customer" }),
    ("average_order", Text { zh: "客单价", en: "Average order" }),
];

const DOUBTFUL_WORDS: [(&str, Text); 2] = [
    ("leave_out", Text { zh: "不计入平均", en: "Out of the mean" }),
    (
        "keep",
        Text {
            zh: "计入平均（店铺与文件同时开始）", en: "In the mean (the shop opened then)"
        },
    ),
];

const MEANS: [(&str, Text); 2] = [
    ("weighted", Text { zh: "加权平均", en: "Weighted mean" }),
    (
        "with_plain",
        Text {
            zh: "加权平均和简单平均（各群等权）", en: "With the plain mean (cohorts alike)"
        },
    ),
];

/// What a mode is called.
pub(in crate::view) fn mode_name(mode: RetentionMode) -> Text {
    MODES.iter().position(|one| *one == mode).map_or(MODE_WORDS[0].1, |at| MODE_WORDS[at].1)
}

/// The controls of retention; cohorts by what the files have.
pub(super) fn controls(report: &Report, set: &Settings, lang: Lang) -> Vec<Control> {
    let words = |zh, en| Text { zh, en }.get(lang);
    let known = &report.results.values.cohorts;
    let offered = |by: &CohortBy| *by == CohortBy::Period || known.contains(by) || *by == set.cohort_by;
    let (cohorts, cohort_words): (Vec<CohortBy>, Vec<_>) =
        COHORTS.into_iter().zip(COHORT_WORDS).filter(|(by, _)| offered(by)).unzip();
    let at = |all: &[CohortBy]| all.iter().position(|by| *by == set.cohort_by).unwrap_or(0);
    let mode = MODES.iter().position(|mode| *mode == set.retention).unwrap_or(0);
    let measure = MEASURES.iter().position(|measure| *measure == set.measure).unwrap_or(0);
    let mut all = vec![one_of_few("retention", words("留存算法", "Retained"), &MODE_WORDS, mode, lang)];
    if cohorts.len() > 1 {
        all.push(one_of_few("cohort_by", words("分群依据", "Cohorts by"), &cohort_words, at(&cohorts), lang));
    }
    all.push(one_of_few("measure", words("同期群表显示", "Cohort cells"), &MEASURE_WORDS, measure, lang));
    let keep = usize::from(set.doubtful_cohorts == DoubtfulCohorts::Keep);
    let label = words("可能含老客的同期群", "Cohorts from before the file");
    all.push(one_of_few("doubtful_cohorts", label, &DOUBTFUL_WORDS, keep, lang));
    let mean = usize::from(set.curve_mean == CurveMean::WithPlain);
    all.push(one_of_few("curve_mean", words("留存曲线", "Retention curve"), &MEANS, mean, lang));
    let [first, second] = [words("对比：前者", "Compare"), words("对比：后者", "With")];
    all.push(cohort("compare_first", first, &set.compare_first, report, lang));
    all.push(cohort("compare_second", second, &set.compare_second, report, lang));
    all
}

/// One of the cohorts, or one that is chosen for the merchant.
fn cohort(name: &str, label: &str, set: &Option<String>, report: &Report, lang: Lang) -> Control {
    let usual = Text { zh: "自动", en: "Automatic" }.get(lang);
    let mut options = vec![ControlOption { value: String::new(), label: usual.into() }];
    options.extend(to_compare(report, lang));
    let set = set.clone().unwrap_or_default();
    if options.iter().all(|option| option.value != set) {
        options.push(ControlOption { value: set.clone(), label: set.clone() });
    }
    let at = options.iter().position(|option| option.value == set);
    chosen(name, label, options, at, !set.is_empty(), lang)
}

/// Sets one of them; `None` where the name or the value is another one.
pub(super) fn set(next: &mut Settings, name: &str, value: &str) -> Option<()> {
    let at = |words: &[(&str, Text)]| match value {
        "" => Some(0),
        _ => words.iter().position(|(name, _)| *name == value),
    };
    match name {
        "retention" => next.retention = *MODES.get(at(&MODE_WORDS)?)?,
        "cohort_by" => next.cohort_by = *COHORTS.get(at(&COHORT_WORDS)?)?,
        "measure" => next.measure = *MEASURES.get(at(&MEASURE_WORDS)?)?,
        "doubtful_cohorts" => {
            let all = [DoubtfulCohorts::LeaveOut, DoubtfulCohorts::Keep];
            next.doubtful_cohorts = *all.get(at(&DOUBTFUL_WORDS)?)?;
        }
        "curve_mean" => next.curve_mean = [CurveMean::Weighted, CurveMean::WithPlain][at(&MEANS)?],
        "compare_first" => next.compare_first = Some(value.to_string()).filter(|key| !key.is_empty()),
        "compare_second" => next.compare_second = Some(value.to_string()).filter(|key| !key.is_empty()),
        _ => return None,
    }
    Some(())
}

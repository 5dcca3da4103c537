//! The words for offsets, whatever a mode takes for one.

use super::nth;
use crate::analysis::retention::{CohortBy, CohortName, Retention, RetentionMode};
use crate::list::Listed;
use crate::view::{Lang, Text, format};

/// How a mode counts.
pub(super) fn how(mode: RetentionMode) -> Text {
    match mode {
        RetentionMode::Period => Text {
            zh: "第 k 期留存率 = 该群中在首单后第 k 个周期内至少下过 1 笔有效订单的客户 ÷ 该群全部客户。",
            en: "Retention at k is the members with at least one valid order in the k-th period after that of their first \
                 one, over all members.",
        },
        RetentionMode::OnOrAfter => Text {
            zh: "第 k 期 = 该群中在首单后第 k 个周期或更晚下过至少 1 笔有效订单的客户 ÷ 该群全部客户。观察得越久，这个数字越高，因此平均值旁边写明各群被观察了多久。",
            en: "At k are the members with at least one valid order in the k-th period after that of their first one or \
                 later, over all members. It grows with every further day of data, so the mean says how long its cohorts \
                 were followed.",
        },
        RetentionMode::Cumulative => Text {
            zh: "第 k 期 = 截至首单后第 k 个周期结束，至少有过 1 笔复购订单的客户 ÷ 该群全部客户；首单当期内的复购从第 1 期起计入。",
            en: "At k are the members with at least one repeat order up to the end of the k-th period after that of their \
                 first one, over all members. A repeat order inside the period of the first one counts from k = 1 on.",
        },
        RetentionMode::Day => Text {
            zh: "第 N 日 = 恰好在首单后第 N 天又下单的客户 ÷ 已观察满 N 天的客户。",
            en: "At day N are the members who order again exactly N days after their first order, over those who have been \
                 observed for N days.",
        },
        RetentionMode::Bracket => Text {
            zh: "第 a–b 天 = 首单后第 a 至 b 天内又下单的客户 ÷ 已观察满 b 天的客户。",
            en: "At days a–b are the members who order again a to b days after their first order, over those who have been \
                 observed for b days.",
        },
        RetentionMode::AgeMonth => Text {
            zh: "每 30 天为一个“客龄月”，从各自首单当天算起；分母只含已观察满该 30 天的客户。",
            en: "Months of age are thirty days each, counted from everybody's own first order; over the members who have \
                 been observed to the end of those thirty days.",
        },
    }
}

/// `3 个月` or `3–7 天` after 第, `3rd month`, `day 7`, `days 8–14`.
pub(super) fn offset(retention: &Retention, offset: u32, lang: Lang) -> String {
    match ((offset as usize).checked_sub(1).and_then(|at| retention.spans.get(at)), lang) {
        (None, _) => nth(retention.period, offset, lang),
        (Some([from, to]), Lang::Zh) if from == to => format!("{from} 天"),
        (Some([from, to]), Lang::Zh) => format!("{from}–{to} 天"),
        (Some([from, to]), Lang::En) if from == to => format!("day {from}"),
        (Some([from, to]), Lang::En) => format!("days {from}–{to}"),
    }
}

/// The same with what is counted there: `第 3 个月`, `截至第 3 个月末`; `in the 3rd month`, `by the end of the 3rd month`.
pub(super) fn when(retention: &Retention, at: u32, lang: Lang) -> String {
    let offset = offset(retention, at, lang);
    match (retention.mode, lang) {
        (RetentionMode::OnOrAfter, Lang::Zh) => format!("第 {offset}或更晚"),
        (RetentionMode::Cumulative, Lang::Zh) => format!("截至第 {offset}末"),
        (_, Lang::Zh) => format!("第 {offset}"),
        (RetentionMode::Period, Lang::En) => format!("in the {offset}"),
        (RetentionMode::OnOrAfter, Lang::En) => format!("in the {offset} or later"),
        (RetentionMode::Cumulative, Lang::En) => format!("by the end of the {offset}"),
        (RetentionMode::Day, Lang::En) => format!("on {offset}"),
        (RetentionMode::Bracket | RetentionMode::AgeMonth, Lang::En) => format!("within {offset}"),
    }
}

/// The names of the first offsets under an axis: `1`, `8–14`.
pub(super) fn labels(retention: &Retention, count: usize) -> Vec<String> {
    (0..count).map(|at| label(retention, at)).listed()
}

/// One of them, counted from 0.
pub(super) fn label(retention: &Retention, at: usize) -> String {
    match retention.spans.get(at) {
        Some([from, to]) if from != to => format!("{from}–{to}"),
        Some([day, _]) => day.to_string(),
        None => (at + 1).to_string(),
    }
}

/// What those names number.
pub(super) fn axis(retention: &Retention, lang: Lang) -> String {
    match lang {
        _ if retention.mode.is_by_period() => super::offsets_title(retention.period, lang),
        Lang::Zh => "首单之后第几天".into(),
        Lang::En => "days after the first order".into(),
    }
}

/// The name of a cohort; a star where it is cut at the start.
pub(in crate::view) fn cohort(name: &CohortName, cut_at_start: bool, by: CohortBy, lang: Lang) -> String {
    let words = |zh, en| Text { zh, en }.get(lang).to_string();
    match name {
        CohortName::Period(period) if cut_at_start => format!("{} *", format::period(*period, lang)),
        CohortName::Period(period) => format::period(*period, lang),
        CohortName::Value(value) if by == CohortBy::Discounted && value == "yes" => {
            words("首单有优惠", "Discounted")
        }
        CohortName::Value(value) if by == CohortBy::Discounted && value == "no" => {
            words("首单原价", "Full price")
        }
        CohortName::Value(value) => value.clone(),
        CohortName::Other => words("其他", "Others"),
        CohortName::Missing => words("未注明", "Not given"),
    }
}

/// The same, to stand among words.
pub(super) fn named(name: &CohortName, cut_at_start: bool, by: CohortBy, lang: Lang) -> String {
    format::isolated(&cohort(name, cut_at_start, by, lang))
}

/// What the cohorts are told apart by, above their names.
pub(super) fn row_title(by: CohortBy) -> Text {
    match by {
        CohortBy::Period => Text { zh: "首单周期", en: "First order in" },
        CohortBy::Channel => Text { zh: "首单渠道", en: "First channel" },
        CohortBy::Product => Text { zh: "首单商品", en: "First product" },
        CohortBy::Category => Text { zh: "首单品类", en: "First category" },
        CohortBy::Discounted => Text { zh: "首单优惠", en: "First order's price" },
        CohortBy::Attribute => Text { zh: "首单自选分组", en: "First own attribute" },
        CohortBy::Region => Text { zh: "首单地区", en: "First region" },
    }
}

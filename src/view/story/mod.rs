//! What matters most in this shop, sentence by sentence, and what to do now.
//!
//! It is made of the other sections' results, so that each sentence has its number on a panel, to which it leads. Which
//! sentences there can be stands in [`rules`], which lists in [`acts`]. What is slow has no sentence: none would wait
//! for it, and one that comes later would move the others.

mod acts;
mod ground;
mod rules;

use serde::Serialize;

use super::format::{self, count, plural};
use super::settings::ControlOption;
use super::{Group, Lang, Panel, Text};
use crate::analysis::Window;
use crate::list::Listed;
use crate::report::Report;
use ground::Ground;

/// Sentences under one heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Chapter {
    /// The heading; may be empty.
    pub title: String,
    /// The weightiest first.
    pub sentences: Vec<Sentence>,
}

/// A sentence that leads to the panel of its number.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Sentence {
    /// The stable name of its rule.
    pub id: String,
    /// What is found.
    pub words: String,
    /// What it weighs, and how sure it is.
    pub detail: String,
    /// The panel that shows its number.
    pub panel: String,
    /// That panel's heading.
    pub panel_title: String,
    /// The customers that it is about, where they can be saved.
    pub list: Option<ControlOption>,
}

const TITLE: Text = Text { zh: "最要紧的几件事", en: "What matters most" };
const TO_DO: Text = Text { zh: "现在可以做什么", en: "What to do now" };
const HOW: [Text; 4] = [
    Text {
        zh: "每句话的数字都在它指向的那一栏里。下面写着它牵涉多少金额，以及这笔金额怎么来；金额最大的排在最前，相同的按固定次序，最多 8 句。\
             名单按离下一单的远近排。",
        en: "The number of each sentence stands in the panel that it leads to. Below it is the money that it is about, and what \
             that is made of; the largest comes first, equal ones in a fixed order, and there are eight at most. Lists begin \
             with who is the nearest to the next order.",
    },
    Text {
        zh: "一年的金额 = 窗口内的金额 × 365 ÷ 窗口天数，不计增长和季节；窗口不足 28 天时不折算，也不提“重要保持客户”：这么短看不出谁不再来。它只用来排先后，不是预测：真做了会怎样，要试过才知道。",
        en: "Money a year is that of the window × 365 / its days, without growth and seasons. A window of fewer than 28 days has \
             none, nor at-risk regulars: it is too short to tell who no longer comes. It is there to order sentences and is no \
             forecast: what an effort really brings is seen when it is tried.",
    },
    Text {
        zh: "客户占比附 95% 区间（Wilson；等第二单的用 Kaplan-Meier）。销售额的占比和合计是这些订单的事实，没有抽样误差，也没有区间。",
        en: "Shares of customers carry their 95% interval (Wilson's; of waits for the next order Kaplan and Meier's). Shares of \
             revenue and sums are facts about these orders and have none.",
    },
    Text {
        zh: "没有可说的就不说：例如两群分不出高低，或没有人到期。同一位客户可能在几张名单里。",
        en: "What has nothing to say is left out: two cohorts that cannot be told apart, say, or nobody who is due. A customer \
             may be on several lists.",
    },
];
/// So many sentences are read; more are not.
const MOST: usize = 8;

/// The panel, of the panels of all other sections.
pub fn panel(report: &Report, parts: &[Vec<Panel>], lang: Lang) -> Option<Panel> {
    let ground = Ground { report, overview: report.results.overview.as_ref()?, parts, lang };
    let mut panel = Panel::new("story", Group::Overview, TITLE, lang);
    panel.rests_on = rules::RULES.iter().map(|rule| rule.section).listed();
    panel.rests_on.dedup();
    panel.how = super::paragraphs(&HOW, lang);
    // In a saved report nothing more is worked out.
    if report.least_group.is_none() && panel.rests_on.iter().any(|section| !report.results.has(*section)) {
        panel.finding = waiting(lang);
        return Some(panel);
    }
    let mut sentences = rules::RULES.iter().filter_map(|rule| rule.tell(&ground)).listed();
    // Keeps the order of equal ones.
    sentences.sort_by_key(|told| std::cmp::Reverse(told.0));
    sentences.truncate(MOST);
    let sentences = sentences.into_iter().map(|(_, sentence)| sentence).listed();
    let to_do = acts::ACTS.iter().filter_map(|act| act.tell(&ground)).listed();
    panel.finding = finding(&ground, sentences.len() as u64);
    if ground.overview.customers > 0 {
        panel.notes = vec![note(&ground)];
    }
    let title = |text: Text| text.get(lang).to_string();
    let chapters = [(String::new(), sentences), (title(TO_DO), to_do)];
    let told = chapters.into_iter().filter(|(_, sentences)| !sentences.is_empty());
    panel.story = told.map(|(title, sentences)| Chapter { title, sentences }).listed();
    Some(panel)
}

fn waiting(lang: Lang) -> String {
    let words = Text {
        zh: "其余数字都算好之后，这里会说哪些最要紧。",
        en: "What matters most is told here as soon as all other numbers are there.",
    };
    words.get(lang).into()
}

/// A sentence behind what it weighs.
type Told = (crate::money::Money, Sentence);

fn finding(ground: &Ground, sentences: u64) -> String {
    let (overview, lang) = (ground.overview, ground.lang);
    let Some(window) = overview.window.filter(|_| overview.customers > 0) else {
        let has_customers = ground.report.results.has_customers || overview.orders == 0;
        return if has_customers { super::no_customers_sentence(lang) } else { super::no_key_sentence(lang) };
    };
    let (days, customers) = (format::window(window, lang), overview.customers);
    let orders = overview.orders.saturating_sub(overview.anonymous_orders);
    let revenue = format::money_compact(ground.revenue(), &ground.report.results.currency, lang);
    match lang {
        Lang::Zh => format!(
            "{days}，{} 位客户下了 {} 笔有效订单，净销售额 {revenue}。{}",
            count(customers),
            count(orders),
            match sentences {
                0 => "目前还没有什么特别要说的。".into(),
                1 => "最要紧的一件事：".into(),
                n => format!("最要紧的 {n} 件事，牵涉金额最多的在前："),
            }
        ),
        Lang::En => format!(
            "{} placed {} ({days}) and paid {revenue}. {}",
            plural(customers, "customer", "customers"),
            plural(orders, "valid order", "valid orders"),
            match sentences {
                0 => "Nothing stands out yet.".into(),
                1 => "What matters most:".into(),
                n => format!("The {n} things that matter most, those about the most money first:"),
            }
        ),
    }
}

fn note(ground: &Ground) -> String {
    let (window, days) = (super::window_words(ground.report, ground.lang), ground.days());
    let shortest = Window::SHORTEST;
    match ground.lang {
        Lang::Zh if ground.is_short() => format!("{window}不足 {shortest} 天，不折算一年的金额。"),
        Lang::En if ground.is_short() => {
            format!("{window} Fewer than {shortest} days: no money a year is worked out.")
        }
        Lang::Zh => format!("{window}一年的金额按这 {days} 天的速度折算，不是预测。"),
        Lang::En => format!(
            "{window} Money a year is at the pace of {}, and no forecast.",
            plural(days as u64, "day", "days")
        ),
    }
}

/// A text with `{0}`, `{1}`, ... replaced by values, which are never looked into.
fn fill(text: &str, values: &[String]) -> String {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let (place, rest) = piece.split_once('}').unwrap_or(("", piece));
        filled.push_str(place.parse().ok().and_then(|at: usize| values.get(at)).map_or("", String::as_str));
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_their_places_and_are_not_looked_into() {
        let values = ["{1}".to_string(), "b".to_string()];
        assert_eq!(fill("{1}, {0}; {0}.", &values), "b, {1}; {1}.");
        assert_eq!(fill("nothing", &[]), "nothing");
        assert_eq!(fill("{7}!", &values), "!");
    }

    #[test]
    fn rules_have_names_of_their_own() {
        let mut names: Vec<_> = rules::RULES.iter().map(|rule| rule.id).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), rules::RULES.len());
        assert!(rules::RULES.iter().all(|rule| !rule.section.is_slow()));
    }
}

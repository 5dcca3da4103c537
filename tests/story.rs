//! The story: which shop makes which sentence, what it weighs, and that its numbers are those of its panel.

use huitou::analysis::Settings;
use huitou::analysis::lifecycle::LifecycleRule;
use huitou::intake::{self, Choices};
use huitou::report::{Report, Section};
use huitou::view::{self, Lang, Panel, Sentence};

use crate::analyses::rows::day_of;
use crate::analyses::shop::{Sale, shop};

fn sale(customer: &str, day: &str, cents: i64) -> Sale {
    Sale::new(customer, day, "app", "tea", cents)
}

/// So many customers, each with an order of 1.00 on each of some days.
fn crowd(name: &str, size: usize, days: &[&str]) -> Vec<Sale> {
    let one = |at: usize| days.iter().map(move |day| sale(&format!("{name}{at:02}"), day, 100));
    (0..size).flat_map(one).collect()
}

fn as_of(day: &str) -> Settings {
    Settings { as_of: Some(day_of(day)), ..Settings::default() }
}

fn panels(sales: &[Sale], settings: &Settings, lang: Lang) -> Vec<Panel> {
    let mut sales = sales.to_vec();
    sales.sort_by_key(|sale| sale.day);
    view::panels(&Report::of(&shop(&sales), settings, &[]), lang)
}

fn told_by(panels: &[Panel]) -> &Panel {
    panels.iter().find(|panel| panel.id == "story").unwrap()
}

/// The sentences about numbers, and those about what to do.
fn story(panels: &[Panel]) -> [Vec<&Sentence>; 2] {
    let told = |titled: bool| {
        let chapters = told_by(panels).story.iter().filter(move |chapter| chapter.title.is_empty() != titled);
        chapters.flat_map(|chapter| &chapter.sentences).collect()
    };
    [told(false), told(true)]
}

/// Ann orders on 1 and 11 January, Bob on 1 January, Cy on 26 January, 10.00 each.
fn three() -> Vec<Sale> {
    vec![
        sale("ann", "2024-01-01", 1000),
        sale("bob", "2024-01-01", 1000),
        sale("ann", "2024-01-11", 1000),
        sale("cy", "2024-01-26", 1000),
    ]
}

/// Who is dormant on 30 June with a cycle of 20 days for all: Ann (60 days ago) and Cy (30). On 1 April Ann and Bob were
/// (31 days), of whom Ann came back.
fn dormant() -> (Vec<Sale>, Settings) {
    let sales = vec![
        sale("ann", "2024-03-01", 1000),
        sale("bob", "2024-03-01", 1000),
        sale("ann", "2024-05-01", 1000),
        sale("cy", "2024-05-31", 1000),
    ];
    let lifecycle = LifecycleRule { cycle_days: Some(20), ..LifecycleRule::default() };
    (sales, Settings { lifecycle, ..as_of("2024-06-30") })
}

/// A crowd of January and one of February, who come back in the next month or do not.
fn two_cohorts(second_returns: bool) -> Vec<Sale> {
    let days: &[&str] = if second_returns { &["2024-02-10", "2024-03-10"] } else { &["2024-02-10"] };
    [crowd("a", 40, &["2024-01-01", "2024-02-01"]), crowd("b", 40, days)].concat()
}

/// Ten who ordered in January and February 2023, and forty in January 2024, of whom some do in February.
fn a_year_later(returned: usize) -> Vec<Sale> {
    let old = crowd("a", 10, &["2023-01-01", "2023-02-01"]);
    [old, crowd("b", 40, &["2024-01-10"]), crowd("b", returned, &["2024-02-10"])].concat()
}

fn tops(size: usize) -> Vec<Sale> {
    let paid = |at: usize| if at < 6 { 1000 } else { 100 };
    (0..size).map(|at| sale(&format!("c{at:02}"), "2024-01-01", paid(at))).collect()
}

struct Case {
    rule: &'static str,
    fires: (Vec<Sale>, Settings),
    /// How the sentence begins, and how its detail does; by hand.
    words: &'static str,
    detail: &'static str,
    quiet: (Vec<Sale>, Settings),
}

fn cases() -> Vec<Case> {
    let jan = || as_of("2024-01-31");
    let case = |rule, fires, words, detail, quiet| Case { rule, fires, words, detail, quiet };
    let one = || (vec![sale("ann", "2024-01-01", 1000)], Settings::default());
    let regular = |day: &str| sale("ann", day, 1000);
    vec![
        // 3 customers x 10.00 x 365 / 31 days / 10 = 35.32.
        case(
            "second_order",
            (three(), jan()),
            "50.0% of new customers buy again within 30 days",
            "Ten more of a hundred placing one more average order: about $35.00 a year. 95% interval",
            one(),
        ),
        // One repeat order of four: 10.00 x 365 / 31 / 10 = 11.77.
        case(
            "repeat_revenue",
            (three(), jan()),
            "33.3% of customers bought more than once; repeat orders make 25.0% of the revenue.",
            "A tenth more of repeat orders: about $12.00 a year. 95% interval",
            one(),
        ),
        // Six of thirty paid 60.00 of 84.00: 60.00 x 365 / 31 / 10 = 70.65.
        case(
            "pareto",
            (tops(30), jan()),
            "The top 20% of customers (6) make 71.4% of the revenue.",
            "Losing one in ten of them: about $71.00 a year. A fact",
            (tops(29), jan()),
        ),
        // Ann is at 88 days of 29.3 on average, with 3 orders and 30.00: 30.00 x 365 / 91.
        case(
            "at_risk",
            (
                vec![
                    regular("2024-01-01"),
                    regular("2024-01-02"),
                    regular("2024-01-03"),
                    sale("bob", "2024-03-31", 100),
                    sale("cy", "2024-03-31", 100),
                ],
                Settings::default(),
            ),
            "1 at-risk regular, who used to come often and no longer do, brought 93.8% of the revenue.",
            "They bring about $120.00 a year. Of all customers they are 33.3% (95% interval",
            one(),
        ),
        // As docs/metrics.md has it: Bob, 26 days after with a cycle of 10, is overdue; 20.00 over two orders.
        case(
            "due",
            (
                vec![
                    sale("ann", "2024-01-01", 1000),
                    sale("bob", "2024-01-01", 1000),
                    sale("bob", "2024-01-05", 1000),
                    sale("ann", "2024-01-11", 1000),
                    sale("ann", "2024-01-31", 1000),
                ],
                Settings::default(),
            ),
            "By their own cycles 0 customers are due now and 1 overdue.",
            "One more order of each: about $10.00. Customers are counted",
            one(),
        ),
        // 30.00 x 1/2 x 365 / 122 days = 44.88.
        case(
            "dormant",
            dormant(),
            "2 customers are dormant, 66.7% of all.",
            "What would not come back by itself: about $45.00 a year. Of those who were so 90 days earlier 50.0%",
            one(),
        ),
        case(
            "moved",
            (vec![sale("ann", "2024-01-01", 1000), sale("ann", "2024-02-29", 3000)], Settings::default()),
            "In Feb 2024 revenue changed by +\u{2060}$20.00",
            "Weighed as this one change: about $20.00. A fact",
            (vec![sale("ann", "2024-01-01", 1000), sale("ann", "2024-02-29", 1000)], Settings::default()),
        ),
        // Nobody of forty instead of all of them, at 1.00.
        case(
            "next_period",
            (a_year_later(0), as_of("2024-02-29")),
            "Of 40 customers of Jan 2024, 0 ordered again in Feb 2024: 0.0%",
            "One order of each customer by whom it differs: about $40.00.",
            (a_year_later(40), as_of("2024-02-29")),
        ),
        // A difference of 1 x 80 customers x 1.00 x 365 / 91 days = 320.88.
        case(
            "cohorts_differ",
            (two_cohorts(false), as_of("2024-03-31")),
            "Of Feb 2024 0.0% ordered again",
            "All new customers coming back as the better of the two, one order each: about $320.00 a year.",
            (two_cohorts(true), as_of("2024-03-31")),
        ),
        // 10.00 x 365 / 31.
        case(
            "anonymous",
            (vec![sale("ann", "2024-01-01", 1000), sale("", "2024-01-31", 1000)], Settings::default()),
            "The customer of 50.0% of orders is not known",
            "These orders bring about $120.00 a year. A fact",
            (three(), jan()),
        ),
    ]
}

#[test]
fn each_rule_speaks_where_it_should_and_is_silent_elsewhere() {
    let mut wrong = Vec::new();
    for Case { rule, fires, words, detail, quiet } in cases() {
        let all = panels(&fires.0, &fires.1, Lang::En);
        match story(&all)[0].iter().find(|told| told.id == rule) {
            Some(told) if told.words.starts_with(words) && told.detail.starts_with(detail) => {}
            Some(told) => wrong.push(format!("{rule}: {} {}", told.words, told.detail)),
            None => wrong.push(format!("{rule} is silent")),
        }
        for lang in [Lang::Zh, Lang::En] {
            let all = panels(&quiet.0, &quiet.1, lang);
            if story(&all)[0].iter().any(|told| told.id == rule) {
                wrong.push(format!("{rule} speaks in {lang:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn sample(customers: u32) -> Report {
    let csv = huitou::sample::csv(huitou::sample::Language::English, 1, customers as _);
    let intake = intake::read(&[("shop.csv", csv.as_slice())], &Choices::default()).unwrap();
    Report::of(&intake.orders, &Settings::default(), &[])
}

/// The pieces of a text that hold a digit, without what stands around them.
fn numbers(text: &str) -> Vec<String> {
    let is_around = |c: char| !c.is_ascii_digit() && c != '%';
    let words = text.split(|c: char| c.is_whitespace() || !(c.is_ascii_alphanumeric() || ".,%".contains(c)));
    let words = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    words.map(|word| word.trim_matches(is_around).to_string()).collect()
}

#[test]
fn every_number_of_a_sentence_stands_in_the_panel_that_it_leads_to() {
    let report = sample(800);
    for lang in [Lang::Zh, Lang::En] {
        let panels = view::panels(&report, lang);
        let [found, to_do] = story(&panels);
        assert!(found.len() >= 6 && to_do.len() == 5, "{} and {}", found.len(), to_do.len());
        assert!(found.iter().any(|told| told.id == "file_start"), "{found:#?}");
        for told in found.into_iter().chain(to_do) {
            let panel = panels.iter().find(|panel| panel.id == told.panel).unwrap();
            assert_eq!(panel.title, told.panel_title);
            let cells = panel.table.iter().flat_map(|table| table.rows.iter().flatten());
            let mut there = vec![panel.finding.clone(), panel.notes.concat()];
            there.extend(cells.map(|cell| cell.text.clone()));
            let there = numbers(&there.join(" "));
            for number in numbers(&told.words) {
                assert!(there.contains(&number), "{number} of {} is not in {}", told.words, panel.id);
            }
        }
    }
}

#[test]
fn both_languages_tell_the_same_in_the_same_order() {
    let report = sample(800);
    let of = |lang| {
        let panels = view::panels(&report, lang);
        let [found, to_do] = story(&panels);
        let told = found.into_iter().chain(to_do);
        told.map(|told| (told.id.clone(), told.list.as_ref().map(|list| list.value.clone())))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(Lang::Zh), of(Lang::En));
    // What weighs more stands first: 35.32 a year before 11.77.
    let panels = panels(&three(), &as_of("2024-01-31"), Lang::En);
    let ids: Vec<&str> = story(&panels)[0].iter().map(|told| told.id.as_str()).collect();
    let place = |id: &str| ids.iter().position(|one| *one == id);
    assert!(place("second_order") < place("repeat_revenue"), "{ids:?}");
}

#[test]
fn a_shared_report_tells_the_story_without_lists_and_sections_that_are_missing_are_passed_over() {
    let mut report = sample(800).into_shared().unwrap();
    let told = view::panels(&report, Lang::En);
    assert!(story(&told)[0].len() >= 6);
    assert!(
        told_by(&told).story.iter().flat_map(|chapter| &chapter.sentences).all(|told| told.list.is_none())
    );
    report.results.cycle = None;
    report.results.second_order = None;
    let told = view::panels(&report, Lang::En);
    let [found, _] = story(&told);
    assert!(
        found.iter().all(|told| !["due", "second_order"].contains(&told.id.as_str())) && !found.is_empty()
    );
}

#[test]
fn it_waits_for_the_sections_that_it_rests_on_and_for_no_slow_one() {
    let panels = panels(&three(), &Settings::default(), Lang::En);
    let overview = Report::of(&shop(&three()), &Settings::default(), &[Section::Overview]);
    let told = view::panels(&overview, Lang::En);
    assert_eq!(told.iter().map(|panel| panel.id.as_str()).collect::<Vec<_>>(), ["overview", "story"]);
    assert!(told[1].story.is_empty() && told[1].finding.ends_with("as soon as all other numbers are there."));
    let rests_on = &told_by(&panels).rests_on;
    assert!(rests_on.contains(&Section::SecondOrder) && rests_on.contains(&Section::Overview));
    assert!(rests_on.iter().all(|section| !section.is_slow()));
}

#[test]
fn fewer_than_28_days_tell_nothing_of_a_year_and_of_who_no_longer_comes() {
    // Ann is the farthest from the as-of day and has the most orders: an at-risk regular from the 28th day on.
    let sales = || {
        let often = ["2024-01-01", "2024-01-02", "2024-01-03"].map(|day| sale("ann", day, 1000));
        [often.into(), vec![sale("bob", "2024-01-25", 100), sale("cy", "2024-01-25", 100)]].concat()
    };
    for (day, tells) in [("2024-01-27", false), ("2024-01-28", true)] {
        let all = panels(&sales(), &as_of(day), Lang::En);
        let [found, to_do] = story(&all);
        assert_eq!(found.iter().any(|told| told.id == "at_risk"), tells);
        assert_eq!(to_do.iter().any(|told| told.id == "at_risk_regulars"), tells);
        let repeat = found.iter().find(|told| told.id == "repeat_revenue").unwrap();
        assert_eq!(repeat.detail.contains("a year"), tells, "{}", repeat.detail);
        let note = told_by(&all).notes.concat();
        assert_eq!(note.contains("Fewer than 28 days"), !tells, "{note}");
        for id in ["rfm_quadrants", "rfm_segments", "rfm_scores", "rfm_score_segments"] {
            let notes = all.iter().find(|panel| panel.id == id).unwrap().notes.concat();
            assert_eq!(notes.contains("The window has only 27 days"), !tells, "{id}");
        }
    }
}

#[test]
fn nothing_to_tell_is_said() {
    let finding = |sales: &[Sale], lang| told_by(&panels(sales, &Settings::default(), lang)).finding.clone();
    assert!(
        finding(&[sale("", "2024-01-01", 100)], Lang::En)
            .starts_with("This export has no usable customer key")
    );
    let one = [sale("ann", "2024-01-01", 100)];
    assert_eq!(
        finding(&one, Lang::En),
        "1 customer placed 1 valid order (1 Jan 2024) and paid $1.00. Nothing stands out yet."
    );
    assert_eq!(
        finding(&one, Lang::Zh),
        "2024年1月1日，1 位客户下了 1 笔有效订单，净销售额 $1.00。目前还没有什么特别要说的。"
    );
    let before = as_of("2023-12-31");
    let all = panels(&one, &before, Lang::En);
    let nothing = told_by(&all);
    assert_eq!(nothing.finding, "No customer placed a valid order in what is chosen.");
    assert!(nothing.story.is_empty() && nothing.notes.is_empty());
}

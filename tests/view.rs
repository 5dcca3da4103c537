//! What people read: every panel, in both languages, whatever the shop is like.

use huitou::analysis::acquisition::AcquisitionCost;
use huitou::analysis::lifecycle::LifecycleRule;
use huitou::analysis::points::PointsRule;
use huitou::analysis::retention::{CohortBy, CohortMeasure, CurveMean, DoubtfulCohorts, RetentionMode};
use huitou::analysis::rfm::{CustomerGroup, MigrationCuts, Monetary, RfmSettings, Scoring, Segment};
use huitou::analysis::tiers::{TierMeasure, TierRule};
use huitou::analysis::{CountBy, Settings, Split};
use huitou::intake::{self, Choices};
use huitou::money::{Currency, Money};
use huitou::order::Orders;
use huitou::report::{Report, Section};
use huitou::time::{Day, PeriodKind};
use huitou::view::figure::Figure;
use huitou::view::settings::ControlKind;
use huitou::view::{self, Lang, Panel, settings};

use crate::analyses::shop::{Sale, shop};

const HEADER: &str = "order id,customer,date,amount\n";

/// A name and the rows below the header.
const SHOPS: [(&str, &str); 8] = [
    ("one order", "1,a,2024-01-05,5\n"),
    ("one day", "1,a,2024-01-05,5\n2,b,2024-01-05,6\n3,a,2024-01-05,0\n"),
    ("all anonymous", "1,,2024-01-05,5\n2,,2024-02-05,6\n"),
    ("no repeat", "1,a,2024-01-05,5\n2,b,2024-02-05,6\n3,c,2024-03-31,6\n"),
    ("everyone repeats", "1,a,2024-01-05,5\n2,a,2024-02-05,6\n3,b,2024-01-31,6\n4,b,2024-03-01,6\n"),
    ("all amounts zero", "1,a,2024-01-05,0\n2,a,2024-02-05,0\n3,b,2024-02-07,0\n"),
    ("all amounts equal", "1,a,2024-01-05,7\n2,a,2024-02-05,7\n3,b,2024-02-07,7\n"),
    ("cut mid-month", "1,a,2023-12-09,7\n2,a,2024-01-05,7\n3,b,2024-01-07,7\n4,b,2024-02-10,3\n"),
];

fn reports() -> Vec<(String, Report)> {
    let all = [
        Settings::default(),
        Settings {
            period: PeriodKind::Week,
            count_by: CountBy::Days,
            split: Split::Median,
            ..Settings::default()
        },
        Settings { as_of: Some(Day(0)), period: PeriodKind::Quarter, ..Settings::default() },
        Settings {
            retention: RetentionMode::OnOrAfter,
            measure: CohortMeasure::RevenuePerCustomer,
            ..Settings::default()
        },
        Settings {
            retention: RetentionMode::Cumulative,
            measure: CohortMeasure::AverageOrder,
            period: PeriodKind::Day,
            ..Settings::default()
        },
        Settings {
            rfm: RfmSettings {
                high: [Some(10), Some(2), Some(500)],
                scoring: Scoring::QuantilePlusOne,
                migration_days: Some(20),
                migration_cuts: MigrationCuts::Now,
                monetary: Monetary::MeanPerOrder,
                ..RfmSettings::default()
            },
            ..Settings::default()
        },
        Settings { retention: RetentionMode::Day, measure: CohortMeasure::Orders, ..Settings::default() },
        Settings { retention: RetentionMode::Bracket, cohort_by: CohortBy::Channel, ..Settings::default() },
        Settings {
            retention: RetentionMode::AgeMonth,
            cohort_by: CohortBy::Discounted,
            measure: CohortMeasure::Revenue,
            ..Settings::default()
        },
        Settings {
            acquisition: AcquisitionCost {
                margin: Some(4_000),
                everybody: Some(Money(250)),
                ..AcquisitionCost::default()
            },
            ..Settings::default()
        },
    ];
    let mut reports = Vec::new();
    for (name, rows) in SHOPS {
        let file = format!("{HEADER}{rows}");
        let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap();
        for settings in &all {
            let mut report = Report::of(&intake.orders, settings, &[]);
            report.provenance = Some(intake.ledger.clone());
            reports.extend(
                report.clone().into_shared().map(|shared| (format!("{name}, {settings:?}, shared"), shared)),
            );
            reports.push((format!("{name}, {settings:?}"), report));
        }
    }
    reports
}

/// Everything in a panel that people may read.
fn texts(panel: &Panel) -> Vec<String> {
    let mut all = vec![panel.title.clone(), panel.group_title.clone(), panel.finding.clone()];
    for chapter in &panel.story {
        all.push(chapter.title.clone());
        let told = chapter.sentences.iter();
        all.extend(told.flat_map(|told| [told.words.clone(), told.detail.clone(), told.panel_title.clone()]));
    }
    all.extend(panel.headlines.iter().flat_map(|h| [h.value.clone(), h.label.clone(), h.detail.clone()]));
    all.extend(panel.notes.iter().chain(&panel.how).cloned());
    for figure in &panel.figures {
        let caption = figure.caption();
        all.extend([caption.title.clone(), caption.subtitle.clone(), caption.description.clone()]);
        all.extend(tips(figure));
    }
    if let Some(table) = &panel.table {
        all.extend(table.columns.iter().map(|column| column.title.clone()));
        all.extend(table.rows.iter().flatten().map(|cell| cell.text.clone()));
    }
    all
}

fn tips(figure: &Figure) -> Vec<String> {
    match figure {
        Figure::Lines(f) => f.main.iter().flat_map(|l| &l.points).map(|p| p.tip.clone()).collect(),
        Figure::Bars(f) => f.bars.iter().map(|b| b.tip.clone()).collect(),
        Figure::Heatmap(f) => {
            f.rows.iter().flat_map(|r| r.cells.iter().flatten()).map(|c| c.tip.clone()).collect()
        }
        Figure::Intervals(f) => f.rows.iter().map(|row| row.tip.clone()).collect(),
        Figure::Links(f) => f.links.iter().map(|link| link.tip.clone()).collect(),
        Figure::Quadrants(f) => {
            f.corners.iter().map(|c| c.tip.clone()).chain(f.bins.iter().map(|b| b.tip.clone())).collect()
        }
    }
}

#[test]
fn every_panel_says_something_in_its_language_and_never_nan() {
    for (name, report) in reports() {
        for lang in [Lang::Zh, Lang::En] {
            let panels = view::panels(&report, lang);
            // The ledger and the glossary.
            let of_files = 2 * usize::from(report.provenance.is_some());
            // What first orders, lines and moments tell differs from shop to shop.
            let why = panels.iter().filter(|panel| panel.group == view::Group::Why).count();
            let acquisition = report.results.acquisition.as_ref().unwrap();
            let told = |is_there: bool| usize::from(is_there);
            let is_asked = acquisition.margin.is_some() || report.least_group.is_none();
            let cost =
                told(is_asked) + told(!acquisition.groups.is_empty()) + told(!acquisition.cohorts.is_empty());
            assert_eq!(panels.len() - why, 37 + cost + of_files, "{name}");
            assert!(why >= 2, "{name}");
            for panel in panels {
                assert!(!panel.finding.is_empty(), "{name}: {}", panel.id);
                for text in texts(&panel) {
                    let place = format!("{name}: {} {lang:?}: {text}", panel.id);
                    assert!(
                        !["NaN", "inf%", "None", "{", "}"].iter().any(|bad| text.contains(bad)),
                        "{place}"
                    );
                    let is_chinese = |c: char| {
                        ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
                    };
                    // The glossary says each word in the other language too.
                    let is_both = lang == Lang::Zh || panel.id == "glossary";
                    assert!(is_both || !text.contains(is_chinese), "{place}");
                }
                assert!(
                    lang == Lang::En || panel.finding.contains(|c: char| c > '\u{3000}'),
                    "{name}: {}",
                    panel.id
                );
            }
        }
    }
}

#[test]
fn one_and_many_agree_with_their_nouns() {
    for (name, report) in reports() {
        for panel in view::panels(&report, Lang::En) {
            for text in texts(&panel) {
                let words: Vec<&str> = text.split([' ', ',', ';', '.', ':', '(', ')', '\n']).collect();
                let plural = [
                    "orders",
                    "customers",
                    "cohorts",
                    "rows",
                    "credits",
                    "purchases",
                    "amounts",
                    "days",
                    "gaps",
                ];
                let wrong = words.windows(2).find(|pair| pair[0] == "1" && plural.contains(&pair[1]));
                assert_eq!(wrong, None, "{name}: {}: {text}", panel.id);
            }
        }
    }
}

#[test]
fn the_end_of_the_month_is_offered_within_two_days_of_it() {
    let offered = |last: &str| {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let rows = [("a", day("2024-02-01"), Money(1)), ("b", day(last), Money(1))];
        let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
        let report = Report::of(&orders, &Settings::default(), &[]);
        settings::controls(&report, &report.settings, Lang::En)
            .into_iter()
            .find_map(|control| control.offer)
            .map(|offer| offer.value)
    };
    assert_eq!(offered("2024-02-26"), None);
    assert_eq!(offered("2024-02-27").as_deref(), Some("2024-02-29"));
    assert_eq!(offered("2024-02-29"), None);
}

#[test]
fn controls_set_what_they_name_and_nothing_else() {
    let sales = [
        Sale::new("a", "2024-01-05", "app", "Tea", 100),
        Sale::new("b", "2024-02-05", "shop", "Cup", 100),
        Sale::new("a", "2024-03-10", "app", "Tea", 100),
    ];
    let report = Report::of(&shop(&sales), &Settings::default(), &[]);
    let day = |text: &str| text.parse::<Day>().unwrap();
    let start = Settings::default();
    let rule = LifecycleRule::default();
    let core = Some(CustomerGroup::Segment(Segment::Core));
    let name = |text: &str| Some(text.to_string());
    let given = |rfm| Settings { rfm, ..Settings::default() };
    for (control, value, expected) in [
        ("period", "week", Settings { period: PeriodKind::Week, ..start.clone() }),
        ("as_of", "2024-02-29", Settings { as_of: Some(day("2024-02-29")), ..start.clone() }),
        ("from", "2024-02-01", Settings { from: Some(day("2024-02-01")), ..start.clone() }),
        ("channel", "app", Settings { channel: name("app"), ..start.clone() }),
        ("product", "te", Settings { product: name("te"), ..start.clone() }),
        ("first_channel", "shop", Settings { first_channel: name("shop"), ..start.clone() }),
        ("segment", "Core", Settings { segment: core, ..start.clone() }),
        (
            "lost_percent",
            "400",
            Settings { lifecycle: LifecycleRule { lost_percent: 400, ..rule }, ..start.clone() },
        ),
        (
            "cycle_days",
            "60",
            Settings { lifecycle: LifecycleRule { cycle_days: Some(60), ..rule }, ..start.clone() },
        ),
        ("retention", "bracket", Settings { retention: RetentionMode::Bracket, ..start.clone() }),
        ("cohort_by", "channel", Settings { cohort_by: CohortBy::Channel, ..start.clone() }),
        ("high_r", "30", given(RfmSettings { high: [Some(30), None, None], ..RfmSettings::default() })),
        ("high_m", "12.5", given(RfmSettings { high: [None, None, Some(1_250)], ..RfmSettings::default() })),
        (
            "limits_f",
            "2 3 4 5",
            given(RfmSettings { limits: [None, Some([2, 3, 4, 5]), None], ..RfmSettings::default() }),
        ),
        (
            "scoring",
            "quantile_plus_one",
            given(RfmSettings { scoring: Scoring::QuantilePlusOne, ..RfmSettings::default() }),
        ),
        ("migration_days", "30", given(RfmSettings { migration_days: Some(30), ..RfmSettings::default() })),
        (
            "monetary",
            "mean_per_order",
            given(RfmSettings { monetary: Monetary::MeanPerOrder, ..RfmSettings::default() }),
        ),
        ("group_first", "Core", given(RfmSettings { compare_first: core, ..RfmSettings::default() })),
        ("group_second", "Core", given(RfmSettings { compare_second: core, ..RfmSettings::default() })),
        ("doubtful_cohorts", "keep", Settings { doubtful_cohorts: DoubtfulCohorts::Keep, ..start.clone() }),
        ("curve_mean", "with_plain", Settings { curve_mean: CurveMean::WithPlain, ..start.clone() }),
        ("compare_first", "2024-01", Settings { compare_first: name("2024-01"), ..start.clone() }),
        ("compare_second", "2024-02", Settings { compare_second: name("2024-02"), ..start.clone() }),
        ("campaign_days", "60", Settings { campaign_days: Some(60), ..start.clone() }),
        (
            "tier_measure",
            "orders",
            Settings {
                tiers: TierRule { measure: TierMeasure::Orders, ..TierRule::default() },
                ..start.clone()
            },
        ),
        (
            "tier_thresholds",
            "30 99.5",
            Settings {
                tiers: TierRule { thresholds: vec![3_000, 9_950], ..TierRule::default() },
                ..start.clone()
            },
        ),
        (
            "points_value",
            "0.5",
            Settings { points: PointsRule { value_of_100: 50, ..PointsRule::default() }, ..start.clone() },
        ),
        (
            "points_budget",
            "1.5",
            Settings {
                points: PointsRule { budget_per_mille: 15, ..PointsRule::default() },
                ..start.clone()
            },
        ),
        ("measure", "average_order", Settings { measure: CohortMeasure::AverageOrder, ..start.clone() }),
    ] {
        assert_eq!(settings::changed(&report, &start, control, value).as_ref(), Some(&expected), "{control}");
        for lang in [Lang::Zh, Lang::En] {
            let changed = settings::controls(&report, &expected, lang).into_iter().filter(|c| c.changed);
            let changed: Vec<_> = changed.collect();
            assert_eq!(changed.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), [control]);
            assert_eq!(changed[0].value, value);
            assert!(changed[0].chip.starts_with(&changed[0].label), "{:?}", changed[0]);
        }
        assert_eq!(settings::changed(&report, &expected, control, ""), Some(start.clone()), "{control}");
    }
    for (control, value) in [
        ("as_of", "2024-02-30"),
        ("as_of", "2024-03-11"),
        ("as_of", "2024-01-04"),
        ("from", "2024-03-11"),
        ("segment", "Everyone"),
        ("mature_from", "7"),
        ("retention", "never"),
        ("high_f", "many"),
        ("high_f", "-1"),
        ("limits_r", "30, 60, 90"),
        ("migration_days", "0"),
        ("migration_days", "5000"),
        ("group_first", "Overdue"),
        ("group_second", "Everyone"),
        ("campaign_days", "31"),
        ("tier_thresholds", "30 -5"),
        ("tier_thresholds", "1 2 3 4 5 6"),
        ("points_redeemed", "-1"),
        ("points_redeemed", "300"),
        ("points_redeemed", "12.5"),
        ("points_per_100", "-0.2"),
        ("margin", "250"),
        ("points_expiry", "0"),
        ("points_value", "NaN"),
        ("colour", "red"),
    ] {
        assert_eq!(settings::changed(&report, &start, control, value), None, "{control} {value}");
    }
    // What is set already is as good as nothing set, and the window never ends before it begins.
    assert_eq!(settings::changed(&report, &start, "from", "2024-01-05"), Some(start.clone()));
    assert_eq!(settings::changed(&report, &start, "as_of", "2024-03-10"), Some(start.clone()));
    let from = Settings { from: Some(day("2024-02-01")), ..start };
    assert_eq!(settings::changed(&report, &from, "as_of", "2024-01-31"), None);
}

#[test]
fn a_control_that_is_typed_into_says_what_fits_by_an_example_that_does() {
    let report =
        Report::of(&shop(&[Sale::new("a", "2024-01-05", "app", "Tea", 100)]), &Settings::default(), &[]);
    let start = Settings::default();
    for (lang, before) in [(Lang::Zh, "如 "), (Lang::En, "e.g. ")] {
        for control in settings::controls(&report, &start, lang) {
            let takes_all = control.kind == ControlKind::Choice || control.name == "product";
            assert_eq!(control.unfit.is_empty(), takes_all, "{control:?}");
            assert_eq!(
                control.example.is_empty(),
                takes_all || control.kind == ControlKind::Day,
                "{control:?}"
            );
            if let Some(example) = control.example.strip_prefix(before) {
                assert!(control.unfit.contains(example), "{control:?}");
                assert!(settings::changed(&report, &start, &control.name, example).is_some(), "{control:?}");
            }
        }
    }
    let unfit = |name: &str, value: &str, lang| {
        let set = settings::changed(&report, &start, name, value).unwrap();
        let controls = settings::controls(&report, &set, lang);
        controls.into_iter().find(|control| control.name == name).unwrap().unfit
    };
    assert_eq!(unfit("margin", "", Lang::En), "Not applied: it takes a number from 0.01 to 100, e.g. 35.");
    assert_eq!(unfit("margin", "20", Lang::Zh), "没有采用：请填 0.01 到 100 的数，如 35。仍为 20。");
    assert_eq!(
        unfit("points_redeemed", "50", Lang::En),
        "Not applied: it takes a whole number from 0 to 100, e.g. 60. Still 50."
    );
    assert_eq!(
        unfit("from", "", Lang::En),
        "Not applied: it takes a day from 5 Jan 2024 to 5 Jan 2024. Still 5 Jan 2024."
    );
}

#[test]
fn filters_offer_what_the_files_have_and_stand_in_the_notes() {
    let sales = [
        Sale::new("a", "2024-01-05", "app", "Tea", 100),
        Sale::new("b", "2024-02-05", "shop", "Cup", 100),
        Sale::new("a", "2024-03-10", "shop", "Cup", 100),
    ];
    let orders = shop(&sales);
    let set = Settings { channel: Some("shop".into()), product: Some("Cup".into()), ..Settings::default() };
    let report = Report::of(&orders, &set, &[]);
    let controls = settings::controls(&report, &set, Lang::En);
    let options = |name: &str| {
        let control = controls.iter().find(|control| control.name == name).unwrap();
        control.options.iter().map(|option| option.value.clone()).collect::<Vec<_>>()
    };
    // The most frequent first, after "all".
    assert_eq!(options("channel"), ["", "shop", "app"]);
    assert_eq!(options("product"), ["Cup", "Tea"]);
    assert_eq!(options("segment").len(), 28);
    for (lang, words) in
        [(Lang::En, "Only channel: shop; product: Cup."), (Lang::Zh, "只看渠道：shop，商品：Cup。")]
    {
        for panel in view::panels(&report, lang).iter().filter(|panel| !panel.figures.is_empty()) {
            assert!(panel.notes.iter().any(|note| note.contains(words)), "{}: {:?}", panel.id, panel.notes);
            for figure in &panel.figures {
                assert!(figure.caption().subtitle.contains(words), "{}", panel.id);
            }
        }
    }
    // A file without channels and products has no such controls.
    let rows = [("a", "2024-01-05".parse::<Day>().unwrap(), Money(1))];
    let plain = Report::of(&Orders::from_rows(Currency::of("CNY"), rows).unwrap(), &Settings::default(), &[]);
    let names =
        settings::controls(&plain, &Settings::default(), Lang::Zh).into_iter().map(|control| control.name);
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            "period",
            "from",
            "as_of",
            "segment",
            "retention",
            "measure",
            "doubtful_cohorts",
            "curve_mean",
            "compare_first",
            "compare_second",
            "count_by",
            "active_percent",
            "lost_percent",
            "mature_from",
            "cycle_days",
            "split",
            "high_r",
            "high_f",
            "high_m",
            "scoring",
            "limits_r",
            "limits_f",
            "limits_m",
            "migration_days",
            "migration_cuts",
            "monetary",
            "group_first",
            "group_second",
            "acquisition_cost",
            "margin",
            "campaign_days",
            "tier_measure",
            "tier_thresholds",
            "points_per_100",
            "points_value",
            "points_redeemed",
            "points_expiry",
            "points_budget"
        ]
    );
}

#[test]
fn who_has_no_gap_of_their_own_is_due_by_the_cycle_of_all() {
    let sales = [
        Sale::new("a", "2024-01-05", "app", "Tea", 100),
        Sale::new("a", "2024-01-15", "app", "Tea", 100),
        Sale::new("b", "2024-01-08", "shop", "Tea", 100),
    ];
    let orders = shop(&sales);
    // a came back after 10 days, b has waited for 7: the shop's cycle is 10 days, and b is half-way.
    let shown = Settings { first_channel: Some("shop".into()), ..Settings::default() };
    let panels = view::panels(&Report::of(&orders, &shown, &[]), Lang::En);
    let finding = |id: &str| panels.iter().find(|panel| panel.id == id).unwrap().finding.clone();
    assert!(finding("due").starts_with("By their own cycles, 0 customers are due now"), "{}", finding("due"));
    assert!(finding("due_calendar").starts_with("1 customer becomes due"), "{}", finding("due_calendar"));
    assert!(finding("shop_cycle").starts_with("In what is chosen no customer has bought on a second day"));
    assert!(finding("lifecycle").starts_with("Of 1 customer, 100.0% are active"), "{}", finding("lifecycle"));
    // Who came before the window is in no curve.
    let later = Settings { from: Some("2024-01-10".parse().unwrap()), ..Settings::default() };
    let panels = view::panels(&Report::of(&orders, &later, &[]), Lang::En);
    let curve = panels.iter().find(|panel| panel.id == "second_order_curve").unwrap();
    assert_eq!(curve.finding, "No customer's first order lies in what is chosen.");
}

#[test]
fn the_plain_mean_stands_beside_the_weighted_one_where_it_is_asked_for() {
    // January three, of whom one comes back in February; February one, who comes back in March. By hand: weighted 2/4,
    // plain (1/3 + 1/1) / 2.
    let sales: Vec<Sale> = [
        ("a", "2024-01-05"),
        ("b", "2024-01-06"),
        ("c", "2024-01-07"),
        ("a", "2024-02-05"),
        ("d", "2024-02-06"),
        ("d", "2024-03-31"),
    ]
    .map(|(who, day)| Sale::new(who, day, "", "tea", 100))
    .into();
    let settings = |curve_mean| Settings { curve_mean, ..Settings::default() };
    let lines = |curve_mean| {
        let report = Report::of(&shop(&sales), &settings(curve_mean), &[]);
        let panels = view::panels(&report, Lang::En);
        let panel = panels.into_iter().find(|panel| panel.id == "retention_curve").unwrap();
        let Figure::Lines(figure) = panel.figures.into_iter().next().unwrap() else { panic!("lines") };
        figure.main.into_iter().map(|line| (line.label, line.points[0].value)).collect::<Vec<_>>()
    };
    assert_eq!(lines(CurveMean::Weighted), [("Weighted mean".to_string(), 0.5)]);
    let plain = (1.0 / 3.0 + 1.0) / 2.0;
    assert_eq!(
        lines(CurveMean::WithPlain),
        [("Weighted mean".to_string(), 0.5), ("Plain mean".to_string(), plain)]
    );
}

#[test]
fn campaign_days_flag_cohorts_months_and_weeks() {
    // Two customers of November, one of them again in each of the next months; as of 10 June, so that 18 June lies in the
    // second week after it.
    let days =
        ["2024-11-05", "2024-12-05", "2025-01-10", "2025-02-10", "2025-03-10", "2025-05-20", "2025-06-10"];
    let mut sales: Vec<Sale> = days.iter().map(|day| Sale::new("a", day, "", "tea", 100)).collect();
    sales.push(Sale::new("b", "2024-11-20", "", "tea", 100));
    let report = Report::of(&shop(&sales), &Settings::default(), &[]);
    let panels = view::panels(&report, Lang::En);
    let of = |id: &str| panels.iter().find(|panel| panel.id == id).unwrap();
    let labels = |id: &str| match of(id).figures.last().unwrap() {
        Figure::Heatmap(matrix) => matrix.rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>(),
        Figure::Bars(bars) => bars.x.labels.clone(),
        _ => Vec::new(),
    };
    assert!(labels("retention_cohorts")[0].ends_with('◆'), "{:?}", labels("retention_cohorts"));
    assert!(labels("historic_value")[0].ends_with('◆'), "{:?}", labels("historic_value"));
    // November and, with the first day of the lunar year on the 29th, January.
    let months = labels("lifecycle_months");
    assert_eq!(
        months.iter().map(|month| month.ends_with('◆')).collect::<Vec<_>>()[..4],
        [true, false, true, false]
    );
    let weeks = labels("due_calendar");
    assert_eq!(weeks.iter().map(|week| week.ends_with('◆')).collect::<Vec<_>>()[..3], [false, true, false]);
    for (id, words) in [
        (
            "retention_cohorts",
            "first orders in a period with a campaign day or holiday (11.11, Black Friday)",
        ),
        ("lifecycle_months", "a campaign day or holiday (Spring Festival, 6.18, 11.11, Black Friday)"),
        ("due_calendar", "a campaign day or holiday (6.18)"),
    ] {
        assert!(of(id).notes.iter().any(|note| note.contains(words)), "{id}: {:?}", of(id).notes);
    }
}

#[test]
fn what_takes_long_has_its_place_before_it_is_asked_for() {
    let rows = [("a", "2024-01-05".parse::<Day>().unwrap(), Money(1))];
    let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
    let of = |section| Report::of(&orders, &Settings::default(), &[section]);
    let mut report = of(Section::Overview);
    let mut parts = view::parts(&report, Lang::En);
    let answered = report.take_over(of(Section::Value));
    let renewed = view::renew(&mut parts, &answered, &report, Lang::En);
    assert!(renewed.order.contains(&"expected_value"));
    assert!(renewed.panels.iter().any(|panel| panel.section == Some(Section::ExpectedValue)));
}

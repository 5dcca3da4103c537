//! Who is in a list, counted by hand.

use huitou::analysis::Settings;
use huitou::analysis::audience::{AudienceOf, is_held_out};
use huitou::analysis::retention::CohortBy;
use huitou::analysis::rfm::CustomerGroup;
use huitou::intake::{self, Choices};
use huitou::order::Orders;
use huitou::report::{Answers, Report, Section};
use huitou::time::{Period, PeriodKind};
use huitou::view::{self, AudienceWish, Lang, audience_of, audience_table, saved_words};

use super::rows::{Row, day_of, orders};
use super::shop::{Sale, shop};

/// Ann in January, February and March; Bob in January and March; Cy in January; Di in February.
fn four() -> Orders {
    let rows = [("ann", "2024-01-05"), ("bob", "2024-01-20"), ("cy", "2024-01-31"), ("di", "2024-02-08")];
    let rows = [&rows[..], &[("ann", "2024-02-10"), ("ann", "2024-03-03"), ("bob", "2024-03-03")]].concat();
    orders(&rows.iter().map(|(key, day)| Row::new(key, day, 100)).collect::<Vec<_>>())
}

fn keys(orders: &Orders, settings: &Settings, value: &str) -> Vec<String> {
    Answers::new(orders).audience(orders, settings, audience_of(value).unwrap()).keys()
}

#[test]
fn a_cohort_and_who_of_it_came_back() {
    let (orders, set) = (four(), Settings::default());
    let keys = |value: &str| keys(&orders, &set, value);
    assert_eq!(keys("cohort:month:2024-01-01"), ["ann", "bob", "cy"]);
    assert_eq!(keys("cohort:month:2024-01-01:back:1"), ["ann"]);
    assert_eq!(keys("cohort:month:2024-01-01:not:1"), ["bob", "cy"]);
    assert_eq!(keys("cohort:month:2024-01-01:back:2"), ["ann", "bob"]);
    assert_eq!(keys("cohort:month:2024-02-01:back:1"), [""; 0]);
    assert_eq!(keys("cohort:month:2024-02-01:not:1"), ["di"]);
    // April has not begun: nobody has stayed away in it.
    assert_eq!(keys("cohort:month:2024-02-01:not:2"), [""; 0]);
    assert_eq!(keys("cohort:quarter:2024-01-01"), ["ann", "bob", "cy", "di"]);
    assert_eq!(keys("cohort:month:2025-01-01"), [""; 0]);
}

#[test]
fn the_cells_of_a_matrix_are_its_lists() {
    let orders = four();
    let report = Report::of(&orders, &Settings::default(), &[Section::Retention]);
    let mut answers = Answers::new(&orders);
    let first = Period { kind: PeriodKind::Month, index: (2024 - 1970) * 12 };
    for (offset, cell) in (1..).zip(&report.results.retention.unwrap().cohorts[0].cells) {
        let mut of = |came: bool| {
            let of = AudienceOf::Cohort { first, came_back: Some((offset, came)) };
            answers.audience(&orders, &Settings::default(), of).keys().len() as u64
        };
        assert_eq!((of(true), of(true) + of(false)), (cell.retained.part, 3), "{offset}");
    }
}

#[test]
fn cohorts_of_channels_are_lists_too() {
    // Ann and Bob by the app in January, Cy in February; Di by the shop; of Ed it is not known. As of 15 April.
    let orders = shop(&[
        Sale::new("ann", "2024-01-05", "app", "tea", 100),
        Sale::new("bob", "2024-01-06", "app", "tea", 100),
        Sale::new("di", "2024-01-07", "shop", "tea", 100),
        Sale::new("ann", "2024-02-10", "shop", "tea", 100),
        Sale::new("cy", "2024-03-01", "app", "tea", 100),
        Sale::new("ed", "2024-03-02", "", "tea", 100),
        Sale::new("cy", "2024-04-15", "app", "tea", 100),
    ]);
    let set = Settings { cohort_by: CohortBy::Channel, ..Settings::default() };
    let report = Report::of(&orders, &set, &[Section::Retention]);
    let lists = |lang| {
        let panels = view::panels(&report, lang);
        let panel = panels.into_iter().find(|panel| panel.id == "retention_cohorts").unwrap();
        panel.lists.into_iter().map(|list| (list.value, list.label)).collect::<Vec<_>>()
    };
    let owned = |all: [(&str, &str); 3]| all.map(|(value, label)| (value.to_string(), label.to_string()));
    // The others would be row 2, had more than ten channels anybody.
    assert_eq!(
        lists(Lang::En),
        owned([
            ("row:0", "First channel: app"),
            ("row:1", "First channel: shop"),
            ("row:3", "First channel: Not given"),
        ])
    );
    assert_eq!(
        lists(Lang::Zh),
        owned([("row:0", "首单渠道：app"), ("row:1", "首单渠道：shop"), ("row:3", "首单渠道：未注明")])
    );
    let keys = |value: &str| keys(&orders, &set, value);
    assert_eq!(
        (keys("row:0"), keys("row:1")),
        (vec!["ann".into(), "bob".into(), "cy".into()], vec!["di".into()])
    );
    assert_eq!((keys("row:3"), keys("row:2"), keys("row:9")), (vec!["ed".into()], vec![], vec![]));
    // Cy's next month is April, which is not over: neither did nor did not.
    assert_eq!((keys("row:0:back:1"), keys("row:0:not:1")), (vec!["ann".into()], vec!["bob".into()]));
    assert_eq!((keys("row:0:back:2"), keys("row:0:not:2")), (vec![], vec!["ann".into(), "bob".into()]));
}

#[test]
fn the_cells_of_every_kind_of_cohort_are_its_lists() {
    let csv = huitou::sample::csv(huitou::sample::Language::English, 1, 300);
    let columns = [("Region".to_string(), "attribute".to_string())].into_iter().collect();
    let choices = Choices { columns, ..Choices::default() };
    let orders = intake::read(&[("shop.csv", csv.as_slice())], &choices).unwrap().orders;
    let mut answers = Answers::new(&orders);
    let known = CohortBy::known(&orders);
    assert!(known.len() >= 4, "{known:?}");
    for by in known {
        let set = Settings { cohort_by: by, ..Settings::default() };
        let report = Report::of(&orders, &set, &[Section::Retention]);
        let panels = view::panels(&report, Lang::En);
        let panel = panels.into_iter().find(|panel| panel.id == "retention_cohorts").unwrap();
        let cohorts = report.results.retention.unwrap().cohorts;
        assert_eq!(cohorts.len(), panel.lists.len());
        let mut count =
            |value: &str| answers.audience(&orders, &set, audience_of(value).unwrap()).keys().len() as u64;
        for (cohort, list) in cohorts.iter().zip(&panel.lists) {
            assert_eq!(count(&list.value), cohort.size, "{by:?} {}", list.label);
            for cell in cohort.cells.iter().take(12) {
                let of = |what| format!("{}:{what}:{}", list.value, cell.offset);
                let (back, not) = (count(&of("back")), count(&of("not")));
                assert_eq!((back, back + not), (cell.retained.part, cell.retained.whole), "{}", list.label);
            }
        }
    }
}

#[test]
fn under_a_filter_the_cohort_keeps_its_customers_and_its_figures_are_of_what_counts() {
    let orders = shop(&[
        Sale::new("ann", "2024-01-05", "app", "tea", 500),
        Sale::new("bob", "2024-01-06", "shop", "tea", 700),
        Sale::new("ann", "2024-02-01", "shop", "tea", 900),
    ]);
    let set = Settings { channel: Some("app".into()), ..Settings::default() };
    let list = Answers::new(&orders).audience(&orders, &set, audience_of("cohort:month:2024-01-01").unwrap());
    assert_eq!(list.keys(), ["ann", "bob"]);
    // As of 1 February: Ann's order in the app is 27 days old, Bob's last one of any kind 26.
    assert_eq!((list.orders, list.amounts), (vec![1, 0], vec![500.0, 0.0]));
    assert_eq!(list.recency_days, [27, 26]);
    assert_eq!(keys(&orders, &set, "cohort:month:2024-01-01:not:1"), ["ann", "bob"]);
    let from = Settings { from: Some(day_of("2024-01-06")), ..Settings::default() };
    assert_eq!(keys(&orders, &from, "cohort:month:2024-01-01"), ["bob"], "who came before is in no cohort");
}

#[test]
fn cells_of_the_scores_and_weeks_of_the_calendar_are_their_lists() {
    let orders = four();
    let report = Report::of(&orders, &Settings::default(), &[Section::Rfm, Section::Cycle]);
    let set = Settings::default();
    let cells = report.results.rfm.unwrap().scores.unwrap().cells;
    let mut everybody = 0;
    for cell in &cells {
        let list = keys(&orders, &set, &format!("scores:{}:{}", cell.recency, cell.frequency));
        assert_eq!(list.len() as u64, cell.customers.part, "{cell:?}");
        everybody += list.len();
    }
    assert_eq!(everybody, 4);
    let weeks = report.results.cycle.unwrap().calendar;
    assert!(weeks.iter().any(|week| week.due > 0));
    for week in weeks {
        assert_eq!(keys(&orders, &set, &format!("due:{}", week.first_day)).len() as u64, week.due);
    }
}

#[test]
fn a_value_that_names_no_list_is_none() {
    for value in
        ["", "cohort", "cohort:month", "cohort:month:2024", "cohort:moon:2024-01-01", "due:1", "scores:5"]
            .into_iter()
            .chain([
                "cohort:month:2024-01-01:back:0",
                "cohort:month:2024-01-01:back:13",
                "scores:a:b",
                "row",
                "row:app",
                "row:0:back",
                "row:0:back:13",
                "Everyone",
            ])
    {
        assert_eq!(audience_of(value), None, "{value}");
    }
    assert!(matches!(audience_of("Champions"), Some(AudienceOf::Group(CustomerGroup::Octant(_)))));
    // Nobody has such a score, and a shop without orders has no lists.
    assert_eq!(keys(&four(), &Settings::default(), "scores:9:0"), [""; 0]);
    for value in
        ["Champions", "scores:5:5", "cohort:month:2024-01-01", "row:0", "row:0:not:1", "due:2024-01-01"]
    {
        assert_eq!(keys(&orders(&[]), &Settings::default(), value), [""; 0], "{value}");
    }
}

#[test]
fn a_file_has_the_columns_that_are_asked_for_and_no_more() {
    let orders = four();
    let list = Answers::new(&orders).audience(
        &orders,
        &Settings::default(),
        audience_of("cohort:month:2024-02-01").unwrap(),
    );
    let csv = |wish: &AudienceWish, lang| {
        let table = audience_table(&list, "New in Feb", wish, orders.currency(), lang);
        let saved = saved_words(&table, lang);
        (huitou::export::csv::csv(&table), saved)
    };
    let columns = |names: &[&str]| AudienceWish {
        columns: names.iter().map(|name| name.to_string()).collect(),
        ..AudienceWish::default()
    };
    let (text, saved) = csv(&columns(&[]), Lang::En);
    assert_eq!((text.as_str(), saved.as_str()), ("\u{feff}Customer\r\ndi\r\n", "1 customer saved."));
    // 24 days from 8 February to 3 March.
    assert_eq!(
        csv(&columns(&["recency", "reason", "nonsense"]), Lang::En).0,
        "\u{feff}Customer,Reason,Days since last order\r\ndi,New in Feb,24\r\n"
    );
    let wish = AudienceWish {
        held_out_percent: 100,
        seed: "=spring".into(),
        day: "2024-03-04".into(),
        ..columns(&["reason"])
    };
    let (text, saved) = csv(&wish, Lang::Zh);
    assert_eq!(text, "\u{feff}客户,原因,日期,分组,种子\r\ndi,New in Feb,2024-03-04,对照,'=spring\r\n");
    assert_eq!(saved, "已保存 1 位客户，其中 1 位留作对照。");
}

#[test]
fn who_is_held_out_depends_on_nobody_else() {
    // Ten customers one way and the other way round, and five of them alone: the same groups by key.
    let keys: Vec<String> = (0..10).map(|n| format!("c{n}")).collect();
    let groups = |keys: &[String]| {
        let rows: Vec<Row> = keys.iter().map(|key| Row::new(key, "2024-01-05", 100)).collect();
        let orders = orders(&rows);
        let list = Answers::new(&orders).audience(
            &orders,
            &Settings::default(),
            audience_of("cohort:month:2024-01-01").unwrap(),
        );
        let wish = AudienceWish { held_out_percent: 50, seed: "s".into(), ..AudienceWish::default() };
        let table = audience_table(&list, "", &wish, orders.currency(), Lang::En);
        let mut found: Vec<_> =
            table.rows.iter().map(|cells| (cells[0].text.clone(), cells[2].text.clone())).collect();
        found.sort();
        found
    };
    let all = groups(&keys);
    let turned: Vec<String> = keys.iter().rev().cloned().collect();
    assert_eq!(all, groups(&turned));
    assert_eq!(all[..5], groups(&keys[..5]));
    assert!(all.iter().all(|(key, group)| (group == "control") == is_held_out("s", key, 50)));
    assert!(
        all.iter().any(|(_, group)| group == "control") && all.iter().any(|(_, group)| group == "treated")
    );
}

//! A report that is given to others: what is left out of it, and what is pooled.

use huitou::analysis::Settings;
use huitou::error::Trouble;
use huitou::intake::{self, AudienceFile, Choices};
use huitou::money::Money;
use huitou::order::{Orders, OutcomeBy};
use huitou::report::{Answers, LEAST_GROUP, Report, VERSION, readable};
use huitou::time::PeriodKind;
use huitou::view::{self, Lang};

use crate::analyses::shop::{Sale, shop};

/// Twelve customers. Eight come in January, of whom two never return, five return once in March and one twice; four
/// come in February and never return. Every order is 1.00.
fn twelve() -> Orders {
    let mut sales = Vec::new();
    let mut sale =
        |who: usize, day: &str| sales.push(Sale::new(&format!("c{who:02}"), day, "app", "tea", 100));
    (0..8).for_each(|who| sale(who, "2024-01-10"));
    (8..12).for_each(|who| sale(who, "2024-02-10"));
    (2..8).for_each(|who| sale(who, "2024-03-10"));
    sale(7, "2024-03-20");
    shop(&sales)
}

fn report(orders: &Orders) -> Report {
    Report::of(orders, &Settings::default(), &[])
}

#[test]
fn customers_by_number_of_purchases_are_pooled_until_there_are_five() {
    let repurchase = report(&twelve()).into_shared().unwrap().results.repurchase.unwrap();
    // By hand: once 2 + 4, twice 5, three times 1. The one joins the five, who have 5 x 2 + 3 orders of 1.00.
    let rows: Vec<_> = repurchase
        .distribution
        .iter()
        .map(|r| (r.purchases, r.customers.part, r.orders, r.revenue))
        .collect();
    assert_eq!(rows, [(1, 6, 6, Money(600)), (2, 6, 13, Money(1300))]);
    assert_eq!(repurchase.funnel.len(), 2);
    let finding = |lang| {
        let panels = view::panels(&report(&twelve()).into_shared().unwrap(), lang);
        panels.iter().find(|panel| panel.id == "order_counts").unwrap().finding.clone()
    };
    assert!(finding(Lang::En).ends_with("6 bought two times or more."), "{}", finding(Lang::En));
    assert!(finding(Lang::Zh).ends_with("买过 2 次及以上的有 6 位。"), "{}", finding(Lang::Zh));
}

#[test]
fn cohorts_and_periods_of_fewer_than_five_are_left_out() {
    let results = report(&twelve()).into_shared().unwrap().results;
    // January has eight, February four. In March six came back.
    let sizes: Vec<u64> = results.retention.unwrap().cohorts.iter().map(|cohort| cohort.size).collect();
    assert_eq!(sizes, [8]);
    let orders: Vec<u64> = results.overview.unwrap().series.iter().map(|period| period.orders).collect();
    assert_eq!(orders, [8, 7]);
}

/// How many customers stand behind each row that says something of them.
fn groups(report: &Report) -> Vec<u64> {
    let results = &report.results;
    let (rfm, repurchase) = (results.rfm.as_ref().unwrap(), results.repurchase.as_ref().unwrap());
    let retention = results.retention.as_ref().unwrap();
    let scores = rfm.scores.iter();
    let mut found: Vec<u64> = rfm.octants.iter().map(|row| row.customers.part).collect();
    found.extend(rfm.quadrants.iter().flat_map(|plane| &plane.cells).map(|cell| cell.customers.part));
    found.extend(scores.clone().flat_map(|scores| &scores.cells).map(|cell| cell.customers.part));
    found.extend(scores.flat_map(|scores| &scores.segments).map(|row| row.customers.part));
    found.extend(repurchase.distribution.iter().map(|row| row.customers.part));
    found.extend(repurchase.funnel.iter().map(|row| row.customers.part));
    found.extend(repurchase.periods.iter().map(|period| period.rate.whole));
    found.extend(retention.cohorts.iter().map(|cohort| cohort.size));
    found.extend(retention.curve.iter().map(|point| point.retained.whole));
    let series = &results.overview.as_ref().unwrap().series;
    found.extend(series.iter().map(|period| period.new_customers + period.existing_customers));
    found
}

#[test]
fn no_row_is_of_one_to_four_customers() {
    let csv = huitou::sample::csv(huitou::sample::Language::English, 1, 300);
    let intake = intake::read(&[("my-shop.csv", csv.as_slice())], &Choices::default()).unwrap();
    let mut whole = report(&intake.orders);
    whole.provenance = Some(intake.ledger);
    let few =
        |report: &Report| groups(report).iter().filter(|n| (1..u64::from(LEAST_GROUP)).contains(*n)).count();
    assert!(few(&whole) > 0, "the sample has nothing to pool");
    let shared = whole.clone().into_shared().unwrap();
    assert_eq!(few(&shared), 0);
    let bins = shared.results.rfm.iter().flat_map(|rfm| &rfm.quadrants).flat_map(|plane| &plane.bins);
    assert!(bins.clone().any(|bin| bin.customers == 1));
    assert!(bins.clone().all(|bin| bin.customers >= 5 || (bin.customers, bin.revenue) == (1, Money::ZERO)));
    // Totals stay what they are.
    assert_eq!(
        shared.results.overview.as_ref().unwrap().revenue,
        whole.results.overview.as_ref().unwrap().revenue
    );
    assert_eq!(shared.clone().into_shared().as_ref(), Some(&shared), "it can be shared again");
}

/// Panels that have nothing to show, with what they say.
fn without_figure(report: &Report, lang: Lang) -> Vec<(String, String)> {
    let panels = view::panels(report, lang).into_iter();
    let bare = panels.filter(|panel| panel.figures.is_empty() && panel.table.is_none());
    bare.map(|panel| (panel.id, panel.finding)).collect()
}

#[test]
fn what_is_left_out_is_not_said_to_be_missing() {
    let mut left_out = std::collections::BTreeSet::new();
    for customers in [6, 12, 25, 60, 150, 400] {
        let csv = huitou::sample::csv(huitou::sample::Language::English, 2, customers);
        let intake = intake::read(&[("shop.csv", csv.as_slice())], &Choices::default()).unwrap();
        let whole = report(&intake.orders);
        let Some(shared) = whole.clone().into_shared() else { continue };
        for (lang, words) in [
            (Lang::En, ["A shared report tells nothing here", "too small for a shared report"]),
            (Lang::Zh, ["供分享的报告在这里没有内容", "供分享的报告里不写出来"]),
        ] {
            let was_bare = without_figure(&whole, lang);
            for (id, finding) in without_figure(&shared, lang) {
                if !was_bare.iter().any(|(bare, _)| *bare == id) {
                    assert!(words.iter().any(|words| finding.contains(words)), "{id}: {finding}");
                    left_out.insert(id);
                }
            }
        }
    }
    let left_out: Vec<&str> = left_out.iter().map(String::as_str).collect();
    for id in ["due", "due_calendar", "lifecycle", "lifecycle_moves", "lifecycle_back", "rfm_migration"] {
        assert!(left_out.contains(&id), "{id} is not among {left_out:?}");
    }
}

#[test]
fn shares_of_the_top_are_named_by_their_percent_where_the_first_are_left_out() {
    // Ten customers who paid 10, 9, ... 1; 55 in all. Of the top 1 to 40 % there are fewer than five.
    let sales: Vec<Sale> =
        (0..10).map(|n| Sale::new(&format!("c{n}"), "2024-01-05", "", "tea", 100 * (10 - n))).collect();
    let shared = report(&shop(&sales)).into_shared().unwrap();
    let panels = view::panels(&shared, Lang::En);
    let pareto = panels.iter().find(|panel| panel.id == "pareto").unwrap();
    let rows: Vec<_> =
        pareto.table.as_ref().unwrap().rows.iter().map(|row| (&*row[0].text, row[1].value)).collect();
    assert_eq!(rows, [("50%", Some(5.0)), ("80%", Some(8.0)), ("100%", Some(10.0))]);
    assert!(pareto.finding.contains("too small for a shared report"), "{}", pareto.finding);
    let tiers = panels.iter().find(|panel| panel.id == "value_tiers").unwrap();
    assert!(tiers.finding.contains("too small for a shared report"), "{}", tiers.finding);
    let rows: Vec<_> = tiers.table.as_ref().unwrap().rows.iter().map(|row| &*row[0].text).collect();
    assert_eq!(rows, ["the rest"]);
}

#[test]
fn of_campaigns_tiers_and_points_nothing_is_told_of_a_handful() {
    let (orders, mut answers) = (twelve(), Answers::new(&twelve()));
    // Five of twelve are held out, of whom three buy within 30 days; of the seven others three do.
    let list: String = (0..12)
        .map(|who| {
            format!("c{who:02},2024-02-18,{}\n", if (0..5).contains(&who) { "control" } else { "treated" })
        })
        .collect();
    let list = AudienceFile::read(&format!("Customer,Date,Group\n{list}")).unwrap();
    answers.take_recipients(list.recipients(&orders));
    let whole = answers.answer(&orders, &Settings::default(), &[]).clone();
    let (tiers, points) = (whole.results.tiers.clone().unwrap(), whole.results.points.clone().unwrap());
    // By hand: six paid 1.00, five 2.00, one 3.00.
    assert_eq!(tiers.tiers.iter().map(|tier| tier.customers.part).collect::<Vec<_>>(), [6, 5, 1]);
    assert_eq!((points.balances, points.months.len()), (Some([1, 3]), 3));
    assert_eq!(whole.results.campaign.as_ref().unwrap().groups.len(), 2);
    let shared = whole.into_shared().unwrap().results;
    assert!(shared.tiers.unwrap().tiers.is_empty());
    // Four customers ordered in February.
    let shared_points = shared.points.unwrap();
    assert_eq!((shared_points.balances, shared_points.months.len()), (None, 2));
    assert_eq!(shared_points.total, points.total);
    let campaign = shared.campaign.unwrap();
    assert!(campaign.groups.is_empty() && campaign.effect.is_none());
}

#[test]
fn no_file_and_no_product_is_named() {
    let text = |report: &Report| serde_json::to_string(report).unwrap();
    let file = "order id,customer,date,amount,product\n".to_string()
        + &(0..6).map(|n| format!("{n},c{n},2024-01-05,5,secret tea\n")).collect::<String>();
    let intake = intake::read(&[("my-shop.csv", file.as_bytes())], &Choices::default()).unwrap();
    let mut whole = report(&intake.orders);
    whole.provenance = Some(intake.ledger);
    assert!(text(&whole).contains("my-shop") && text(&whole).contains("secret tea"));
    let shared = text(&whole.clone().into_shared().unwrap());
    assert!(!shared.contains("my-shop") && !shared.contains("secret tea"));
    let panels = view::panels(&whole.clone().into_shared().unwrap(), Lang::En);
    assert!(panels.iter().all(|panel| panel.id != "ledger" && panel.lists.is_empty()));
    assert!(panels.iter().all(|panel| panel.notes.last().unwrap().contains("fewer than 5 customers")));
}

#[test]
fn a_report_of_fewer_than_five_customers_is_not_shared() {
    let of = |customers: usize| {
        let sales: Vec<Sale> =
            (0..customers).map(|n| Sale::new(&format!("c{n}"), "2024-01-05", "", "tea", 100)).collect();
        report(&shop(&sales)).into_shared()
    };
    assert_eq!(of(4), None);
    assert!(of(5).is_some());
    // Who is unknown cannot be told of.
    let anonymous: Vec<Sale> = (0..3).map(|_| Sale::new("", "2024-01-05", "", "tea", 100)).collect();
    assert!(report(&shop(&anonymous)).into_shared().is_some());
}

#[test]
fn a_newer_report_is_refused_and_an_older_one_is_read() {
    assert_eq!(readable(Some(VERSION)), Ok(()));
    assert_eq!(readable(Some(1)), Ok(()));
    assert_eq!(
        readable(Some(VERSION + 1)).unwrap_err().trouble,
        Trouble::NewerReport { version: VERSION + 1, known: VERSION }
    );
    assert_eq!(readable(None).unwrap_err().trouble, Trouble::NoReport);
    assert_eq!(readable(Some(0)).unwrap_err().trouble, Trouble::NoReport);
    // Saved before `least_group` and without a section: both are none.
    let mut saved = serde_json::to_value(report(&twelve())).unwrap();
    saved.as_object_mut().unwrap().remove("least_group");
    saved["results"].as_object_mut().unwrap().remove("cycle");
    let read: Report = serde_json::from_value(saved).unwrap();
    assert_eq!((read.least_group, read.results.cycle), (None, None));
}

#[test]
fn a_saved_report_says_of_which_days_it_is_and_what_was_set() {
    let words = |settings: &Settings, lang| {
        let shared = Report::of(&twelve(), settings, &[]).into_shared().unwrap();
        view::settings::saved_words(&shared, lang)
    };
    let set = Settings {
        period: PeriodKind::Week,
        as_of: "2024-03-15".parse().ok(),
        channel: Some("app".into()),
        ..Settings::default()
    };
    assert_eq!(
        words(&Settings::default(), Lang::En),
        "This is a saved report: 10 Jan 2024 – 20 Mar 2024. It holds no orders, so nothing can be set; to change anything, \
         drop the order files."
    );
    assert_eq!(
        words(&set, Lang::En),
        "This is a saved report: 10 Jan 2024 – 15 Mar 2024. Only channel: app. Set: Period: Week. It holds no orders, so \
         nothing can be set; to change anything, drop the order files."
    );
    assert_eq!(
        words(&set, Lang::Zh),
        "这是一份保存过的报告：2024年1月10日至2024年3月15日。只看渠道：app。设置为周期：周。它不含订单，因此不能改设置；\
         要改，请再放入订单文件。"
    );
    let none = Report::of(&shop(&[]), &Settings::default(), &[]);
    assert_eq!(view::settings::saved_words(&none, Lang::En), "This is a saved report, of no valid order.");
}

/// Of each of two categories 30 orders, of one product each; a refund of 3.00. Six orders in January, one in March.
#[test]
fn refunds_are_told_without_products_amounts_and_months_of_few() {
    let mut file = String::from("order id,customer,date,amount,refund amount,product,category\n");
    for n in 0..60 {
        let (day, refund) = (
            ["2024-01-05", "2024-02-05", "2024-03-05"][(n > 5) as usize + (n > 58) as usize],
            3 * (n == 7) as u8,
        );
        let (product, category) = (["green", "black"][n % 2], ["tea", "cup"][n / 30]);
        file += &format!("{n},c{n},{day},10,{refund},{product},{category}\n");
    }
    let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap();
    let whole = report(&intake.orders);
    let kinds = |report: &Report| {
        let refunds = report.results.refunds.as_ref().unwrap();
        let by = refunds.groups.iter().map(|groups| groups.by).collect::<Vec<_>>();
        (by, refunds.months.len(), refunds.all.given_back)
    };
    assert_eq!(kinds(&whole), (vec![OutcomeBy::Product, OutcomeBy::Category], 3, Some(Money(300))));
    let shared = whole.into_shared().unwrap();
    assert_eq!(kinds(&shared), (vec![OutcomeBy::Category], 2, None));
    let refunds = shared.results.refunds.unwrap();
    assert!(refunds.groups[0].rows.iter().all(|row| row.counts.given_back.is_none()));
    assert!(refunds.months.iter().all(|month| month.counts.given_back.is_none()));
}

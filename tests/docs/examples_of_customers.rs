//! The worked examples about kinds of customers and what they are worth, and those of single formulas.

use huitou::analysis::Settings;
use huitou::analysis::lifecycle::{LifecycleRule, Stage};
use huitou::analysis::rfm::{CustomerGroup, MigrationCuts, Octant, RfmSettings, Segment};
use huitou::stats::gamma_gamma::GammaGamma;
use huitou::stats::{logarithmic_mean, newcombe, wilson};
use huitou::time::Day;

use super::example::{Example, as_of, section};

#[test]
fn rfm_now_and_before() {
    for example in Example::both(["RFM", "RFM"], 0).iter().chain(&Example::both(["RFM", "RFM"], 1)) {
        let rfm = RfmSettings {
            migration_days: Some(60),
            migration_cuts: MigrationCuts::Then,
            ..RfmSettings::default()
        };
        let found = example.results(&Settings { rfm, ..as_of(2024, 3, 31) }).rfm.unwrap();
        let cuts = found.cuts.unwrap();
        let means = (cuts.recency_days, cuts.frequency, cuts.monetary_minor / 100.0);
        let (days, orders, paid) = means;
        let is_first = example.file.lines().count() == 5;
        let english = if is_first {
            format!("Now the means are {days} days, {orders:.2} orders, {paid:.2}")
        } else {
            format!("The means are {days} days, {orders:.2} orders and {paid:.2}")
        };
        example.says(&english, &format!("平均值为 {days} 天、{orders:.2} 单、{paid:.2} 元"));
        let count = |octant| {
            let row = found.octants.iter().find(|row| row.group == CustomerGroup::Octant(octant));
            row.map_or(0, |row| row.customers.part)
        };
        if is_first {
            // Ann a champion, Bob "lost, small", Cy "new, small".
            assert_eq!([Octant::Champions, Octant::LostSmall, Octant::NewSmall].map(count), [1, 1, 1]);
            assert_eq!(found.migration.unwrap().from, Day::from_ymd(2024, 1, 31).unwrap());
        } else {
            // Ann a champion, Bob and Cy "lost, small"; core, drowsy and gone by scores.
            assert_eq!([Octant::Champions, Octant::LostSmall].map(count), [1, 2]);
            let scores = found.scores.unwrap();
            let segment = |segment| {
                let row = scores.segments.iter().find(|row| row.group == CustomerGroup::Segment(segment));
                row.map_or(0, |row| row.customers.part)
            };
            assert_eq!([Segment::Core, Segment::Drowsy, Segment::Gone].map(segment), [1, 1, 1]);
            assert_eq!(scores.axes[0].customers, [1, 1, 0, 1, 0]);
            assert_eq!(scores.axes[1].customers, [2, 0, 0, 1, 0]);
        }
    }
}

#[test]
fn lifecycle() {
    for example in Example::both(["Lifecycle", "用户生命周期"], 0) {
        for (cycle, stage) in [(20, Stage::Dormant), (30, Stage::New)] {
            let lifecycle = LifecycleRule { cycle_days: Some(cycle), ..LifecycleRule::default() };
            let found = example.results(&Settings { lifecycle, ..as_of(2024, 1, 31) }).lifecycle.unwrap();
            let of = |stage| found.stages.iter().find(|row| row.stage == stage).unwrap().customers.part;
            assert_eq!((of(Stage::Growing), of(stage)), (1, 1));
        }
        example.says("so growing", "属于成长期");
        example.says(
            "so dormant. With a cycle of 30 days Bob is new",
            "属于休眠期。周期改为 30 天时，小白是引入期",
        );
    }
}

#[test]
fn cycle() {
    for example in Example::both(["Cycle", "复购周期"], 0) {
        let found = example.results(&Settings::default()).cycle.unwrap();
        let at = |percent| found.quantiles.iter().find(|row| row.percent == percent).unwrap().days;
        let (median, quarter) = (at(50), at(25));
        let step = |at: usize| found.by_order_day[at].median_days.unwrap();
        let shop = found.shop.unwrap().days;
        let (second, third) = (step(0), step(1));
        example.says(
            &format!("the median is {median}, the quarter 4 + 0.5 × 6 = {quarter}. To the second order day: 4 and 10, median {second}; to the third: {third}."),
            &format!("中位数 {median}，25% 分位数 4 + 0.5 × 6 = {quarter}。到第二个下单日：4 和 10，中位数 {second}；到第三个：{third}。"),
        );
        example.says(&format!("the shop's cycle is {shop} days"), &format!("店铺周期是 {shop} 天"));
    }
}

#[test]
fn value() {
    for example in Example::both(["Value", "客户价值"], 0) {
        let found = example.results(&Settings::default()).value.unwrap().concentration;
        let gini = found.gini.unwrap();
        assert_eq!(found.for_80_percent, Some(2));
        example.says(
            &format!("two make 16/20, so 80 %. Gini: 5/4 − 2 × (10 + 12 + 9 + 4) / (4 × 20) = {gini}"),
            &format!("两位占 16/20，即 80%。基尼系数：5/4 − 2 ×（10 + 12 + 9 + 4）÷（4 × 20）= {gini}"),
        );
        let revenue = [1_000.0, 3_000.0];
        let mean = thousands(logarithmic_mean::logarithmic_mean(revenue[0], revenue[1]));
        let part = |from: f64, to: f64| thousands(logarithmic_mean::part(revenue, [from, to]).abs());
        let (customers, orders, amount) = (part(10.0, 20.0), part(2.0, 1.5), part(50.0, 100.0));
        example.says(
            &format!("= {mean}; customers {mean} × ln 2 = +{customers}, orders per customer {mean} × ln 0.75 = −{orders}, amount per order {mean} × ln 2 = +{amount}"),
            &format!("= {mean}；客户数 {mean} × ln 2 = +{customers}，人均订单 {mean} × ln 0.75 = −{orders}，每单金额 {mean} × ln 2 = +{amount}"),
        );
    }
}

/// Four digits and one decimal.
fn thousands(number: f64) -> String {
    let tenths = (number * 10.0).round() as u64;
    match tenths / 10_000 {
        0 => format!("{}.{}", tenths / 10, tenths % 10),
        whole => format!("{whole},{:03}.{}", tenths / 10 % 1_000, tenths % 10),
    }
}

#[test]
fn how_sure_and_what_one_is_worth() {
    let wilson = wilson::interval(2, 10).unwrap();
    let points = |share: f64| format!("{:.1}", 100.0 * share);
    let two = |a, b| {
        let found = newcombe::difference(a, b).unwrap();
        [found.value, found.low, found.high].map(points)
    };
    let ([a, b, c], [d, e, f]) = (two((35, 106), (33, 192)), two((10, 40), (4, 50)));
    let english = section("docs/metrics.md", "How sure");
    assert!(english.contains(&format!("{} % to {} %", points(wilson.low), points(wilson.high))));
    assert!(
        english.contains(&format!("= {a} points, {b} to {c}."))
            && english.contains(&format!("{d} points, {e} to {f}."))
    );
    let chinese = section("docs/metrics.zh.md", "有多大把握");
    assert!(chinese.contains(&format!("{}% 到 {}%", points(wilson.low), points(wilson.high))));
    assert!(
        chinese.contains(&format!("= {a} 个百分点，区间 {b} 到 {c}。"))
            && chinese.contains(&format!("{d} 个百分点，{e} 到 {f}。"))
    );

    let published = GammaGamma { p: 6.25, q: 3.74, v: 15.44 };
    let (twice, never) = (published.expected(2, 22.35), published.expected(0, 0.0));
    for (name, heading) in [("docs/metrics.md", "Expected value"), ("docs/metrics.zh.md", "预期价值")] {
        let text = section(name, heading);
        assert!(text.contains(&format!("= {twice:.2}")) && text.contains(&format!("= {never:.2}")), "{name}");
    }
}

//! Hand-made figures: golden pictures, the gallery and the tests of layout all draw these. Made up, by plain formulas.

use huitou::view::figure::*;

/// A figure and the name of its golden picture.
pub struct Named {
    /// Names the file.
    pub name: &'static str,
    /// What is drawn.
    pub figure: Figure,
}

/// All of them.
pub fn all() -> Vec<Named> {
    let named = |name, figure| Named { name, figure };
    vec![
        named("retention-zh", retention(true)),
        named("retention-en", retention(false)),
        named("two-lines-en", two_lines()),
        named("one-point-zh", one_point()),
        named("long-line-names-en", long_line_names()),
        named("heatmap-zh", heatmap(true, 12)),
        named("heatmap-en", heatmap(false, 12)),
        named("heatmap-36-en", heatmap(false, 36)),
        named("heatmap-long-names-en", long_row_names()),
        named("heatmap-one-zh", heatmap(true, 1)),
        named("heatmap-empty-zh", heatmap(true, 0)),
        named("recency-frequency-zh", quadrants(true, Plane::RecencyFrequency)),
        named("recency-money-en", quadrants(false, Plane::RecencyMoney)),
        named("frequency-money-en", quadrants(false, Plane::FrequencyMoney)),
        named("months-zh", months(true)),
        named("months-en", months(false)),
        named("flagged-months-en", flagged_months()),
        named("order-counts-en", order_counts()),
        named("one-bar-zh", one_bar()),
        named("links-zh", links(true)),
        named("links-en", links(false)),
        named("intervals-zh", intervals(true)),
        named("intervals-en", intervals(false)),
    ]
}

fn caption(title: &str, subtitle: &str) -> Caption {
    Caption { title: title.into(), subtitle: subtitle.into(), description: format!("{title}.") }
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

fn percent_axis(title: &str, max: u32) -> ValueAxis {
    let tick = |at: u32| Tick { at: f64::from(at) / 100.0, label: format!("{at}%") };
    let ticks = (0..=max / 10).map(|ten| tick(ten * 10)).collect();
    ValueAxis { title: title.into(), min: 0.0, max: f64::from(max) / 100.0, ticks }
}

fn count_axis(title: &str, step: u32, steps: u32) -> ValueAxis {
    let ticks = (0..=steps).map(|n| Tick { at: f64::from(n * step), label: grouped(n * step) }).collect();
    ValueAxis { title: title.into(), min: 0.0, max: f64::from(step * steps), ticks }
}

fn grouped(n: u32) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", n / 1000, n % 1000) }
}

/// A repeatable "random" number, 0..1.
fn noise(a: usize, b: usize) -> f64 {
    // The finaliser of splitmix64 (Steele, Lea and Flood 2014).
    let mut z = (a as u64 * 1000 + b as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 40) as f64 / (1u64 << 24) as f64
}

fn month(index: usize) -> String {
    format!("{}-{:02}", 2024 + index / 12, index % 12 + 1)
}

fn kept(offset: usize) -> f64 {
    0.06 + 0.26 / (1.0 + 0.45 * offset as f64)
}

fn point(step: usize, value: f64, half: f64, unfinished: bool) -> Point {
    Point {
        step: step as u32,
        value,
        band: Some([value - half, value + half]),
        unfinished,
        tip: format!("M{}: {}", step + 1, percent(value)),
    }
}

fn offsets(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("M{n}")).collect()
}

fn retention(zh: bool) -> Figure {
    let (title, subtitle, x, y, label) = if zh {
        (
            "每个首购月的顾客,之后每月有多少回来",
            "留存率(%),n = 1,482 位顾客,2024-01 至 2024-12",
            "首购后第几个月",
            "当月回来的顾客占比",
            "全部同期群",
        )
    } else {
        (
            "How many come back in each month after their first",
            "Retention (%), n = 1,482 customers, 2024-01 to 2024-12",
            "Months after the first order",
            "Share of customers who ordered in the month",
            "All cohorts",
        )
    };
    let faint = |cohort: usize| FaintLine {
        values: (0..12 - cohort)
            .map(|offset| Some((kept(offset) + (noise(cohort, offset) - 0.5) * 0.12).max(0.0)))
            .collect(),
    };
    let points = (0..12).map(|o| point(o, kept(o), 0.008 + 0.003 * o as f64, o > 9)).collect();
    Figure::Lines(Lines {
        caption: caption(title, subtitle),
        x: StepAxis { title: x.into(), labels: offsets(12) },
        y: percent_axis(y, 50),
        faint: (0..10).map(faint).collect(),
        main: vec![Line { label: label.into(), series: 0, points }],
    })
}

fn two_lines() -> Figure {
    let line = |label: &str, series: u8, lift: f64| Line {
        label: label.into(),
        series,
        points: (0..24).map(|o| point(o, kept(o) + lift, 0.012, o > 20)).collect(),
    };
    Figure::Lines(Lines {
        caption: caption(
            "Discounted first orders come back less",
            "Retention (%), n = 902 and 611, 2023-01 to 2024-12",
        ),
        x: StepAxis { title: "Months after the first order".into(), labels: offsets(24) },
        y: percent_axis("Share who ordered", 40),
        faint: vec![],
        main: vec![line("Full price", 0, 0.012), line("Discount", 1, 0.0)],
    })
}

fn long_line_names() -> Figure {
    let line = |label: &str, series: u8, lift: f64| Line {
        label: label.into(),
        series,
        points: (0..6).map(|o| point(o, kept(o) + lift, 0.01, false)).collect(),
    };
    let names = [
        ("Customers from the summer campaign on social media", 0, 0.1),
        ("Customers from the marketplace", 1, 0.06),
        ("Walk-in customers with a loyalty card", 2, 0.02),
    ];
    Figure::Lines(Lines {
        caption: caption("Channels", "Retention (%)"),
        x: StepAxis { title: String::new(), labels: offsets(6) },
        y: percent_axis("", 50),
        faint: vec![],
        main: names.iter().map(|&(name, series, lift)| line(name, series, lift)).collect(),
    })
}

fn one_point() -> Figure {
    Figure::Lines(Lines {
        caption: caption("只有一个月", "留存率(%),n = 3 位顾客"),
        x: StepAxis { title: "首购后第几个月".into(), labels: offsets(1) },
        y: percent_axis("当月回来的顾客占比", 100),
        faint: vec![],
        main: vec![Line { label: "全部".into(), series: 0, points: vec![point(0, 0.33, 0.3, true)] }],
    })
}

fn heatmap(zh: bool, cohorts: usize) -> Figure {
    let (title, subtitle, row, size, x) = if zh {
        (
            "各月新客后来的复购",
            "累计复购率(%),n = 1,482 位顾客,斜纹为未满月",
            "首购月",
            "人数",
            "首购后第几个月",
        )
    } else {
        (
            "What became of each month's new customers",
            "Retention (%), n = 1,482 customers; hatched: month not over",
            "First order",
            "Customers",
            "Months after the first order",
        )
    };
    let cell = |cohort: usize, offset: usize| {
        let value = (kept(offset) + (noise(cohort, offset) - 0.5) * 0.1).clamp(0.0, 0.4);
        let unfinished = cohort + offset + 1 == cohorts;
        let tip = format!("{}, M{}: {}", month(cohort), offset + 1, percent(value));
        Some(HeatCell { value, label: percent(value), unfinished, tip })
    };
    let heat_row = |cohort: usize| HeatRow {
        label: month(cohort),
        size: grouped(90 + (noise(cohort, 99) * 1200.0) as u32),
        cells: (0..cohorts - cohort).map(|offset| cell(cohort, offset)).collect(),
    };
    Figure::Heatmap(Heatmap {
        caption: caption(title, subtitle),
        row_title: row.into(),
        size_title: size.into(),
        columns: StepAxis { title: x.into(), labels: offsets(cohorts) },
        rows: (0..cohorts).map(heat_row).collect(),
        max: 0.4,
    })
}

fn long_row_names() -> Figure {
    let Figure::Heatmap(mut figure) = heatmap(false, 6) else { unreachable!("a heatmap is a heatmap") };
    for (index, row) in figure.rows.iter_mut().enumerate() {
        row.label = format!("Customers won by campaign number {} of the summer, online", index + 1);
    }
    Figure::Heatmap(figure)
}

enum Plane {
    RecencyFrequency,
    RecencyMoney,
    FrequencyMoney,
}

fn bin_axis(title: &str, bins: u32, cut: f64, cut_label: &str, ticks: &[(u32, &str)]) -> BinAxis {
    let tick = |&(at, label): &(u32, &str)| Tick { at: f64::from(at), label: label.into() };
    let (title, cut_label) = (title.to_owned(), cut_label.to_owned());
    BinAxis { title, bins, cut, cut_label, ticks: ticks.iter().map(tick).collect() }
}

fn quadrants(zh: bool, plane: Plane) -> Figure {
    let (title, x, y, names): (_, _, _, [&str; 4]) = match plane {
        Plane::RecencyFrequency => (
            "最近买过、买得勤的是谁",
            bin_axis(
                "最近一次购买距今天数",
                24,
                7.0,
                "中位数 105 天",
                &[(0, "0"), (4, "60"), (8, "120"), (12, "180"), (16, "240"), (20, "300"), (24, "360")],
            ),
            bin_axis("购买次数", 8, 1.5, "中位数 2", &[(0, "1"), (2, "3"), (4, "5"), (6, "7"), (8, "9+")]),
            ["重要价值客户", "重要唤回客户", "重要深耕客户", "流失客户"],
        ),
        Plane::RecencyMoney => (
            "Who spends, and who is drifting away",
            bin_axis(
                "Days since the last order",
                30,
                11.0,
                "median 110 d",
                &[(0, "0"), (5, "50"), (10, "100"), (15, "150"), (20, "200"), (25, "250"), (30, "300")],
            ),
            bin_axis(
                "Spent in the window",
                20,
                8.0,
                "median ¥420.50",
                &[(0, "¥0"), (4, "¥200"), (8, "¥400"), (12, "¥800"), (16, "¥1,600"), (20, "¥3,200")],
            ),
            [
                "Recent, spend much",
                "Long ago, spent much: win them back",
                "Recent, spend little",
                "Long ago, spent little",
            ],
        ),
        Plane::FrequencyMoney => (
            "Often or much",
            bin_axis(
                "Orders",
                10,
                1.0,
                "median 1",
                &[(0, "1"), (1, "2"), (2, "3"), (3, "4"), (4, "5"), (6, "7"), (10, "11+")],
            ),
            bin_axis(
                "Spent in the window",
                20,
                19.5,
                "median ¥420.50",
                &[(0, "¥0"), (8, "¥400"), (20, "¥3,200")],
            ),
            ["Few, large orders", "Many, much", "Few, small", "Many, small"],
        ),
    };
    let corner = |index: usize| Corner {
        label: names[index].into(),
        detail: format!("{} · {}", 412 - index * 57, percent(0.41 - index as f64 * 0.07)),
        series: index as u8,
        tip: names[index].into(),
    };
    let side = |column: u32, row: u32| {
        u8::from(f64::from(column) + 0.5 > x.cut) + if f64::from(row) + 0.5 > y.cut { 0 } else { 2 }
    };
    let rows = f64::from(y.bins);
    let bin = |column: u32, row: u32| {
        let height = 4.0 * f64::from(row) / rows;
        let thin = 1.0 / (1.0 + f64::from(column) * 0.08 + height * height * 0.4);
        let weight = (noise(column as usize, row as usize) * 90.0 * thin - 6.0).floor();
        let tip = format!("{weight} customers");
        (weight > 0.0).then(|| BinMark { x: column, y: row, weight, corner: side(column, row), tip })
    };
    let bins = (0..y.bins).flat_map(|row| (0..x.bins).filter_map(move |column| bin(column, row))).collect();
    let subtitle = if zh {
        "圆面积 = 顾客数,n = 1,482,截至 2024-12-31"
    } else {
        "Area of a disc: customers; n = 1,482, as of 2024-12-31"
    };
    Figure::Quadrants(Quadrants {
        caption: caption(title, subtitle),
        corners: (0..4).map(corner).collect(),
        bins,
        x,
        y,
    })
}

fn months(zh: bool) -> Figure {
    let (title, subtitle, y, parts) = if zh {
        (
            "每月订单来自新客还是老客",
            "订单数,n = 6,210 单,2024-01 至 2025-12",
            "订单数",
            ["新客首单", "老客回购"],
        )
    } else {
        (
            "Orders of each month: first or repeat",
            "Orders, n = 6,210, 2024-01 to 2025-12",
            "Orders",
            ["First orders", "Repeat orders"],
        )
    };
    let bar = |index: usize| {
        let (first, repeat) =
            (90.0 + noise(index, 1) * 70.0, 20.0 + index as f64 * 8.0 + noise(index, 2) * 30.0);
        let values = vec![first.floor(), repeat.floor()];
        let tip = format!("{}: {} + {}", month(index), values[0], values[1]);
        Bar { values, label: String::new(), unfinished: index == 23, tip }
    };
    let part = |(label, series): (&str, u8)| Part { label: label.into(), series };
    Figure::Bars(Bars {
        caption: caption(title, subtitle),
        x: StepAxis { title: String::new(), labels: (0..24).map(month).collect() },
        y: count_axis(y, 100, 4),
        parts: parts.into_iter().zip([1, 0]).map(part).collect(),
        bars: (0..24).map(bar).collect(),
    })
}

fn flagged_months() -> Figure {
    let Figure::Bars(mut figure) = months(false) else { unreachable!("months are bars") };
    for step in [1, 5, 10, 12, 17, 22] {
        figure.x.labels[step] += " ◆";
    }
    Figure::Bars(figure)
}

fn order_counts() -> Figure {
    let counts = [1104, 421, 178, 82, 41, 23, 12, 8, 5, 31];
    let names = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10+"];
    let bar = |(&count, name): (&u32, &str)| Bar {
        values: vec![f64::from(count)],
        label: grouped(count),
        unfinished: false,
        tip: format!("{name}: {count}"),
    };
    Figure::Bars(Bars {
        caption: caption("How many orders customers have placed", "Customers, n = 1,905"),
        x: StepAxis { title: "Orders".into(), labels: names.map(String::from).to_vec() },
        y: count_axis("Customers", 300, 4),
        parts: vec![Part { label: String::new(), series: 0 }],
        bars: counts.iter().zip(names).map(bar).collect(),
    })
}

fn one_bar() -> Figure {
    let bar = Bar { values: vec![7.0], label: "7".into(), unfinished: true, tip: "2024-01: 7".into() };
    Figure::Bars(Bars {
        caption: caption("只有一个月", "订单数"),
        x: StepAxis { title: "月".into(), labels: vec![month(0)] },
        y: count_axis("订单数", 5, 2),
        parts: vec![Part { label: "订单".into(), series: 0 }],
        bars: vec![bar],
    })
}

fn links(zh: bool) -> Figure {
    let link = |from: &str, to: &str, over: &str, share: f64| Link {
        from: from.into(),
        to: to.into(),
        over: over.into(),
        under: format!("{:.1}%", share * 100.0),
        share,
        tip: format!("{from} {over} {to}"),
    };
    let (title, subtitle, links) = if zh {
        let orders = "ExportOrderList20240601_20240630.csv";
        let links = vec![
            link("ExportOrderDetailList20240601_20240630.csv", orders, "订单编号", 0.994),
            link("会员资料.xlsx › 会员", orders, "买家会员名 = 会员名", 0.31),
        ];
        ("这些文件怎样连在一起", "箭头上方是对应的列，下方是找到对应的行所占的比例", links)
    } else {
        let links = vec![
            link("olist_order_payments_dataset.csv", "olist_orders_dataset.csv", "order_id", 1.0),
            link("olist_customers_dataset.csv", "olist_orders_dataset.csv", "customer_id", 1.0),
            link("items.csv", "olist_orders_dataset.csv", "order_id", 0.0),
        ];
        ("How these files belong together", "Over each arrow the columns that match", links)
    };
    Figure::Links(Links { caption: caption(title, subtitle), links })
}

fn intervals(zh: bool) -> Figure {
    let names = if zh {
        ["抖音商城", "微信小店", "线下门店与加盟店(含春季快闪)", "天猫旗舰店", "没有写明"]
    } else {
        ["app", "web", "the shop around the corner and its spring fair", "marketplace", "not given"]
    };
    let shares = [(0.42, 1_204), (0.31, 803), (0.29, 96), (0.12, 402), (0.5, 4)];
    let row = |(label, (value, n)): (&str, (f64, u32))| {
        let half = 0.98 / f64::from(n).sqrt();
        IntervalRow {
            label: label.into(),
            detail: format!("{} · n = {}", percent(value), grouped(n)),
            value,
            ends: [(value - half).max(0.0), (value + half).min(1.0)],
            is_find: n > 400 && (value - 0.31).abs() > 0.05,
            tip: format!("{label}: {}", percent(value)),
        }
    };
    let (title, subtitle, all) = if zh {
        ("首单后 90 天内再次购买的客户占比,按首单渠道", "n = 2,509 位客户", "全部 31.0%")
    } else {
        ("Back within 90 days of the first order, by first channel", "n = 2,509 customers", "all: 31.0%")
    };
    Figure::Intervals(Intervals {
        caption: caption(title, subtitle),
        x: percent_axis("", 100),
        reference: Some(Tick { at: 0.31, label: all.into() }),
        rows: names.into_iter().zip(shares).map(row).collect(),
    })
}

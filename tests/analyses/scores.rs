//! RFM scores, the grid of R against F, and the named segments.

use huitou::analysis::rfm::{CustomerGroup, Scores, Segment};
use huitou::analysis::{CountBy, Settings};
use huitou::order::Orders;
use huitou::report::{Report, Section};

use super::rows::{Row, cdnow, oracle, orders};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");

fn scores(orders: &Orders, count_by: CountBy) -> Scores {
    let settings = Settings { count_by, ..Settings::default() };
    Report::of(orders, &settings, &[Section::Rfm]).results.rfm.unwrap().scores.unwrap()
}

fn members(scores: &Scores) -> Vec<&[u64]> {
    scores.axes.iter().map(|axis| &axis.customers[..]).collect()
}

fn grid(scores: &Scores) -> Vec<Vec<u64>> {
    let rows = scores.cells.chunks(5);
    rows.map(|row| row.iter().map(|cell| cell.customers.part).collect()).collect()
}

#[test]
fn cdnow_sample() {
    // A script of its own in Python counts for each customer who is strictly worse, from the same file.
    let scores = scores(&orders(&cdnow(SAMPLE, 2)), CountBy::Orders);
    let expected: [&[u64]; 3] =
        [&[482, 471, 463, 470, 471], &[1_205, 0, 406, 358, 388], &[481, 462, 472, 471, 471]];
    assert_eq!(members(&scores), expected);
    // What the scores above 1 are better than: fewer than 512 days, more than 1 order, more than 15.36.
    let cuts: Vec<&[i64]> = scores.axes.iter().map(|axis| &axis.cuts[..]).collect();
    assert_eq!(cuts[0][0], 512);
    assert_eq!(cuts[1], [1, 1, 2, 4]);
    assert_eq!(cuts[2][0], 1_536);
    assert_eq!(
        grid(&scores),
        [
            [0, 0, 57, 145, 269],
            [0, 0, 189, 169, 112],
            [345, 0, 84, 30, 4],
            [403, 0, 53, 12, 3],
            [457, 0, 23, 2, 0]
        ]
    );
    let revenue: Vec<i64> = scores.cells[..5].iter().map(|cell| cell.revenue.0).collect();
    assert_eq!(revenue, [0, 0, 396_963, 1_663_986, 10_295_705]);
    // From the grid: 145 + 269 + 169 + 112 of 2,357.
    let core = &scores.segments[0];
    assert_eq!((core.group, core.customers.part), (CustomerGroup::Segment(Segment::Core), 695));
    assert_eq!(core.revenue.0, 1_663_986 + 10_295_705 + 2_084_872 + 2_767_591);
}

#[test]
fn cdnow_master_by_days() {
    // The same script.
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let scores = scores(&orders(&cdnow(&text, 1)), CountBy::Days);
    let expected: [&[u64]; 3] = [
        &[4_735, 4_712, 4_702, 4_720, 4_701],
        &[12_054, 0, 4_040, 3_641, 3_835],
        &[4_817, 4_615, 4_710, 4_715, 4_713],
    ];
    assert_eq!(members(&scores), expected);
    assert_eq!(grid(&scores)[0], [0, 0, 583, 1_351, 2_767]);
    assert_eq!(grid(&scores)[4], [4_470, 0, 241, 23, 1]);
}

#[test]
fn equal_values_have_equal_scores_the_lowest_of_their_tie() {
    // openretailscience's fixture "rfm_tie_hazard": five customers with one order each, whom its NTILE gives F scores
    // 0 to 4 all the same. R: 9 23 39 0 18 days, one customer a score.
    let last = ["2025-03-01", "2025-02-15", "2025-01-30", "2025-03-10", "2025-02-20"];
    let spend = [100, 200, 150, 300, 250];
    let names = ["1", "2", "3", "4", "5"];
    let rows: Vec<Row> = (0..5).map(|i| Row::new(names[i], last[i], spend[i] * 100)).collect();
    let scores = scores(&orders(&rows), CountBy::Orders);
    let expected: [&[u64]; 3] = [&[1, 1, 1, 1, 1], &[5, 0, 0, 0, 0], &[1, 1, 1, 1, 1]];
    assert_eq!(members(&scores), expected);
    assert_eq!(scores.axes[0].cuts, [39, 23, 18, 9]);
    assert_eq!(scores.axes[2].cuts, [10_000, 15_000, 20_000, 25_000]);
}

#[test]
fn the_grid_names_a_segment_in_every_cell_and_the_segments_add_up() {
    let scores = scores(&orders(&cdnow(SAMPLE, 2)), CountBy::Orders);
    assert_eq!(scores.cells.len(), 25);
    for (at, cell) in scores.cells.iter().enumerate() {
        assert_eq!((usize::from(cell.recency), usize::from(cell.frequency)), (5 - at / 5, at % 5 + 1));
    }
    assert_eq!(scores.segments.len(), Segment::ALL.len());
    for (row, segment) in scores.segments.iter().zip(Segment::ALL) {
        assert_eq!(row.group, CustomerGroup::Segment(segment));
        let cells = || scores.cells.iter().filter(|cell| cell.segment == segment);
        assert_eq!(row.customers.part, cells().map(|cell| cell.customers.part).sum::<u64>());
        assert_eq!(row.revenue.0, cells().map(|cell| cell.revenue.0).sum::<i64>());
        assert!(cells().count() > 0);
    }
    assert_eq!(scores.segments.iter().map(|row| row.customers.part).sum::<u64>(), 2_357);
    assert_eq!(scores.segments.iter().map(|row| row.orders).sum::<u64>(), 6_919);
}

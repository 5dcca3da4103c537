//! Two measures at a time: the octants seen from three sides.

use huitou_columns::classes;
use huitou_columns::numbers::Numbers;
use serde::{Deserialize, Serialize};

use super::bins::Binned;
use super::groups::Tally;
use super::octants::Octant;
use super::stands::Classes;
use super::{MEASURES, Measure};
use crate::analysis::Share;
use crate::list::Listed;
use crate::money::Money;

/// Two measures at a time: four counts, and the customers binned so that none is seen alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Quadrants {
    /// Left to right.
    pub x: BinAxis,
    /// Bottom to top.
    pub y: BinAxis,
    /// Both high; x high and y low; x low and y high; both low.
    pub cells: Vec<QuadrantCell>,
    /// The bins that hold customers, by x bin, then y bin.
    pub bins: Vec<Bin>,
}

/// An axis that is cut into bins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct BinAxis {
    /// What it measures.
    pub measure: Measure,
    /// Ascending lower edges: bin i holds `edges[i] <= value < edges[i + 1]`, the last one all above, and
    /// the first one also all below.
    pub edges: Vec<f64>,
    /// The dividing value: the mean or the median.
    pub cut: f64,
    /// The dividing line runs before this bin, an index of `edges`: bins from here on hold values above the
    /// cut (for recency: at or above it), and no bin holds both. `edges.len()` where no value lies there.
    pub cut_edge: u32,
}

/// The customers of one quadrant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct QuadrantCell {
    /// Whether x is high.
    pub x_high: bool,
    /// Whether y is high.
    pub y_high: bool,
    /// How many customers, of all.
    pub customers: Share,
    /// Their net amount.
    pub revenue: Money,
    /// `revenue` over that of all customers; `None` where the latter is not positive.
    pub revenue_share: Option<f64>,
}

/// The customers of one bin of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Bin {
    /// Position on x.
    pub x: u32,
    /// Position on y.
    pub y: u32,
    /// How many customers; 1 for fewer than five in a shared report.
    pub customers: u64,
    /// Their net amount; 0 for fewer than five in a shared report.
    pub revenue: Money,
}

/// The three pictures: x and y by position in [`MEASURES`].
const PICTURES: [(usize, usize); 3] = [(0, 1), (1, 2), (0, 2)];
/// Which side of x and of y is high, in the order of [`Quadrants::cells`].
const SIDES: [(bool, bool); 4] = [(true, true), (true, false), (false, true), (false, false)];

/// R x F, F x M and R x M.
pub(super) fn quadrants(
    binned: &[Binned; MEASURES.len()],
    classes: &[Classes; MEASURES.len()],
    tallies: &[Tally],
    revenues: &Numbers,
) -> Vec<Quadrants> {
    let picture = |&(x, y): &(usize, usize)| Quadrants {
        x: binned[x].axis.clone(),
        y: binned[y].axis.clone(),
        cells: cells(tallies, x, y),
        bins: bins([x, y].map(|at| (&binned[at], &classes[at])), revenues),
    };
    PICTURES.iter().map(picture).listed()
}

/// Each quadrant is two octants, so that the pictures cannot disagree with them.
fn cells(tallies: &[Tally], x: usize, y: usize) -> Vec<QuadrantCell> {
    let all = tallies.iter().map(|tally| tally.customers).sum();
    let total: Money = tallies.iter().map(|tally| tally.revenue).sum();
    let cell = |&(x_high, y_high): &(bool, bool)| {
        let is_inside = |octant: &Octant| octant.highs()[x] == x_high && octant.highs()[y] == y_high;
        let inside = || Octant::ALL.iter().zip(tallies).filter(|(octant, _)| is_inside(octant));
        let revenue: Money = inside().map(|(_, tally)| tally.revenue).sum();
        QuadrantCell {
            x_high,
            y_high,
            customers: Share::of(inside().map(|(_, tally)| tally.customers).sum(), all),
            revenue,
            revenue_share: revenue.share_of(total),
        }
    };
    SIDES.iter().map(cell).listed()
}

fn bins([x, y]: [(&Binned, &Classes); 2], revenues: &Numbers) -> Vec<Bin> {
    let (width, height) = (x.0.edges.len(), y.0.edges.len());
    let mut bins = vec![(0_u64, Money::ZERO); width * height];
    let (x_bins, y_bins) = (x.1.each(&|value| x.0.bin(value)), y.1.each(&|value| y.0.bin(value)));
    let crossed = classes::crossed([&x.1.of, &y.1.of], y_bins.len(), revenues);
    for (x, crossed) in x_bins.iter().zip(crossed.chunks(y_bins.len())) {
        for (y, tally) in y_bins.iter().zip(crossed) {
            if let Some(bin) = bins.get_mut(x * height + y) {
                *bin = (bin.0 + u64::from(tally.rows), bin.1 + Money(tally.sums[0]));
            }
        }
    }
    let bin = |(at, (customers, revenue)): (usize, (u64, Money))| {
        let (x, y) = (at / height, at % height);
        Bin { x: x as u32, y: y as u32, customers, revenue }
    };
    bins.into_iter().enumerate().map(bin).filter(|bin| bin.customers > 0).listed()
}

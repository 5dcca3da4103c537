//! The named segments: a table over the 25 cells of R x F.

use serde::{Deserialize, Serialize};

/// A named segment on R x F. Each of the 25 cells belongs to one, by the table below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Segment {
    /// Lately and often: R 4-5, F 4-5.
    Core,
    /// Lately, not often yet: R 4-5, F 2-3.
    Growing,
    /// Lately, with the fewest purchases: R 4-5, F 1.
    Fresh,
    /// Not so lately, and more than a few times: R 3, F 3-5.
    CoolingRegulars,
    /// Not so lately, a few times: R 3, F 1-2.
    Wavering,
    /// Some time ago, more than a few times: R 2, F 3-5.
    SlippingRegulars,
    /// Some time ago, a few times: R 2, F 1-2.
    Drowsy,
    /// Long ago, more than a few times: R 1, F 3-5.
    LostRegulars,
    /// Long ago, a few times: R 1, F 1-2.
    Gone,
}

use Segment::{
    CoolingRegulars, Core, Drowsy, Fresh, Gone, Growing, LostRegulars, SlippingRegulars, Wavering,
};

/// R from 5 down to 1, in each F from 1 to 5.
const TABLE: [[Segment; 5]; 5] = [
    [Fresh, Growing, Growing, Core, Core],
    [Fresh, Growing, Growing, Core, Core],
    [Wavering, Wavering, CoolingRegulars, CoolingRegulars, CoolingRegulars],
    [Drowsy, Drowsy, SlippingRegulars, SlippingRegulars, SlippingRegulars],
    [Gone, Gone, LostRegulars, LostRegulars, LostRegulars],
];

impl Segment {
    /// In the order in which they are shown.
    pub const ALL: [Segment; 9] =
        [Core, Growing, Fresh, CoolingRegulars, Wavering, SlippingRegulars, Drowsy, LostRegulars, Gone];

    /// The position in [`Segment::ALL`] of the segment of a cell.
    pub(super) fn position(cell: usize) -> usize {
        let segment = Segment::of_cell(cell);
        Segment::ALL.iter().position(|one| *one == segment).unwrap_or(0)
    }

    /// The segment of a cell, by its position in [`Scores::cells`](super::Scores::cells).
    pub(super) fn of_cell(at: usize) -> Segment {
        TABLE[at / 5][at % 5]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_segment_has_the_cells_that_its_words_name() {
        let cells = |segment| (0..25).filter(|at| Segment::of_cell(*at) == segment).count();
        assert_eq!(Segment::ALL.map(cells), [4, 4, 2, 3, 2, 3, 2, 3, 2]);
    }
}
